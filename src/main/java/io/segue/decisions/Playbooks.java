package io.segue.decisions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the playbook that is live, and switches to another at once. Whoever works with one holds it meanwhile: it is retired when
 * it is live no more and nobody holds it. Safe for use by many threads.
 */
public final class Playbooks {
    private final CompletableFuture<Held> first;
    private volatile @Nullable Held switched;

    /** Begins to make the first playbook on a thread of its own, since compiling takes seconds in which others can start too. */
    public Playbooks(Supplier<Playbook> first) {
        this.first = CompletableFuture.supplyAsync(() -> Held.timed(first), Playbooks::compile);
    }

    /**
     * A playbook that is not retired before it is closed, once by each that holds it.
     *
     * @see #hold
     */
    public static final class Held implements AutoCloseable {
        private final Playbook playbook;
        private final Duration compiledIn;
        private final AtomicInteger holders = new AtomicInteger(1);

        private Held(Playbook playbook, Duration compiledIn) {
            this.playbook = playbook;
            this.compiledIn = compiledIn;
        }

        /** Makes one, and holds it. */
        public static Held timed(Supplier<Playbook> make) {
            long begun = System.nanoTime();
            var playbook = make.get();
            return new Held(playbook, Duration.ofNanos(System.nanoTime() - begun));
        }

        public Playbook playbook() {
            return playbook;
        }

        /** Holds it once more; false when it is retired. */
        public boolean again() {
            return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        @Override
        public void close() {
            if (holders.decrementAndGet() == 0) playbook.knowledge().retire();
        }
    }

    private static void compile(Runnable work) {
        var thread = new Thread(work, "compile-knowledge");
        // a start that fails for another reason does not wait for it
        thread.setDaemon(true);
        thread.start();
    }

    /** How long it took to make the one that is live; 0 before there is one. */
    public Duration compiledIn() {
        return areLive() ? current().compiledIn : Duration.ZERO;
    }

    /** Whether there is one that is live, so that {@link #live} gives it at once. */
    public boolean areLive() {
        return first.isDone() && !first.isCompletedExceptionally();
    }

    /**
     * The live playbook, to look something up; waits for the first one, and throws what kept it from being made. To decide, it is
     * to be held.
     */
    public Playbook live() {
        return current().playbook;
    }

    /** The live playbook, to decide with for as long as it takes. To be closed. */
    public Held hold() {
        while (true) {
            var held = current();
            if (held.again()) return held;
        }
    }

    /** Makes a playbook the live one, which is closed for the caller when it is live no more. What is under way ends with the one before. */
    public synchronized void switchTo(Held next) {
        var before = current();
        switched = next;
        before.close();
    }

    private Held current() {
        var now = switched;
        if (now != null) return now;
        try {
            return first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
