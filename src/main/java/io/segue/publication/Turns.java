package io.segue.publication;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one at a time compile, which takes a processor for seconds and memory; decisions have the rest. Safe for use by many
 * threads.
 */
final class Turns {
    private static final int LINE = 3;

    private final Semaphore places = new Semaphore(LINE);
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * Works when it is this thread's turn. Few wait, since whoever waits keeps a request under way.
     *
     * @throws TooMuchAtOnce when too many wait already
     */
    <T> T take(Supplier<T> work) {
        if (!places.tryAcquire())
            throw new TooMuchAtOnce("other workbooks and versions are being compiled; come again in a moment");
        try {
            return await(work);
        } finally {
            places.release();
        }
    }

    /** The same for those who are few and must not be sent away. */
    <T> T await(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
