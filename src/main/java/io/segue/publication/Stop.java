package io.segue.publication;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a rehearsal before its time: its work asks before each user whether to go on. A decision that doesn't end doesn't ask, so that
 * whoever waits for it is woken. Safe for use by many threads.
 */
final class Stop {
    /** The work is to wind up by itself within that time; then whoever waits for it is woken. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AtomicReference<@Nullable Order> order = new AtomicReference<>();
    private final Map<Thread, Busy> busy = new ConcurrentHashMap<>();
    private final Duration perUser;
    private @Nullable Thread waiting; // guarded by this
    private volatile long deadline = Long.MAX_VALUE;

    /** @param detail why; empty when somebody wanted it */
    record Order(Rehearsal.State state, String detail, long since) {}

    private record Busy(String userId, long since) {}

    /** There is an order to stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** @param perUser one decision that takes longer ends it all */
    Stop(Duration perUser) {
        this.perUser = perUser;
    }

    /** From now on it has so much time. */
    void within(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** The first order counts. */
    void order(Rehearsal.State state, String detail) {
        order.compareAndSet(null, new Order(state, detail, System.nanoTime()));
    }

    /** What was ordered; null when nothing was. */
    @Nullable
    Order ordered() {
        return order.get();
    }

    /** @throws Stopped when it is to stop */
    void goOn() {
        if (order.get() == null && deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0)
            order(Rehearsal.State.TIMED_OUT, "it took longer than its time limit");
        if (order.get() != null) throw new Stopped();
    }

    /** This thread begins to decide on a user. */
    void deciding(String userId) {
        busy.put(Thread.currentThread(), new Busy(userId, System.nanoTime()));
    }

    void decided() {
        busy.remove(Thread.currentThread());
    }

    /** Runs what may have to wait for a decision that doesn't end, on this thread. */
    void waiting(Runnable work) {
        synchronized (this) {
            waiting = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                waiting = null;
            }
            // a wake that came too late is not for what follows
            Thread.interrupted();
        }
    }

    /** Looks for what those who work can't see; to be called several times a second by another thread. */
    void look() {
        long now = System.nanoTime();
        if (deadline != Long.MAX_VALUE && now - deadline > 0)
            order(Rehearsal.State.TIMED_OUT, "it took longer than its time limit");
        busy.values().stream()
                .filter(each -> now - each.since() > perUser.toNanos())
                .findFirst()
                .ifPresent(each -> order(
                        Rehearsal.State.FAILED,
                        "%s: the decision did not end within %d s".formatted(each.userId(), perUser.toSeconds())));
        var ordered = order.get();
        if (ordered == null || now - ordered.since() < GRACE.toNanos()) return;
        synchronized (this) {
            if (waiting != null) waiting.interrupt();
        }
    }
}
