package io.segue.population;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about every user, one refresh after the other, in the background. Refreshes outlive the process; one that was under way
 * when it ended is FAILED when the next begins. Safe for use by many threads; one process at a time may refresh a database.
 */
public final class Refreshes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshes.class);
    private static final int LATEST = 50;
    private static final long LAST_USERS_SECONDS = 30;

    private final Journal journal;
    private final Profiles profiles;
    private final DecisionService decisions;
    private final Playbooks playbooks;
    private final RefreshStore store;
    private final StoredStandings standings;
    private final Clock clock;
    private final RefreshMeters meters;

    private final ExecutorService queue = Executors.newSingleThreadExecutor(task -> new Thread(task, "refresh"));
    private final Map<Long, AtomicBoolean> cancelled = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Gives up what an earlier process left unfinished. */
    public Refreshes(
            Journal journal,
            Profiles profiles,
            DecisionService decisions,
            Playbooks playbooks,
            RefreshStore store,
            StoredStandings standings,
            Clock clock,
            MeterRegistry meters) {
        this.journal = journal;
        this.profiles = profiles;
        this.decisions = decisions;
        this.playbooks = playbooks;
        this.store = store;
        this.standings = standings;
        this.clock = clock;
        this.meters = new RefreshMeters(meters, standings, clock);
        store.giveUpUnfinished("interrupted by a restart", clock.instant());
    }

    /**
     * Queues a refresh.
     *
     * @param asOf null for now
     * @throws AsOfInTheFuture when it lies after now
     */
    public Refresh start(@Nullable Instant asOf) {
        var now = clock.instant();
        if (asOf != null && asOf.isAfter(now)) throw new AsOfInTheFuture(asOf, now);
        var refresh = store.queue((asOf == null ? now : asOf).truncatedTo(ChronoUnit.MILLIS));
        cancelled.put(refresh.id(), new AtomicBoolean());
        queue.execute(() -> run(refresh));
        return refresh;
    }

    /** The same, and waits for its end, whatever that is. */
    public Refresh run(@Nullable Instant asOf) {
        var refresh = start(asOf);
        // what waits in the queue is done in turn
        CompletableFuture.runAsync(() -> {}, queue).join();
        return store.get(refresh.id()).orElseThrow();
    }

    /** The refresh of that id, as far as it is. */
    public Optional<Refresh> get(long id) {
        return store.get(id);
    }

    /** The 50 asked for last, latest first. */
    public List<Refresh> latest() {
        return store.latest(LATEST);
    }

    /** Ends a refresh before its time: at once while it waits, within a moment while it runs. One that ended stays as it is. */
    public Optional<Refresh> cancel(long id) {
        var flag = cancelled.get(id);
        if (flag != null) flag.set(true);
        store.cancelQueued(id, clock.instant());
        return store.get(id);
    }

    /** How the finished refresh of that id found users to be distributed. */
    public Optional<Distribution> distribution(long id) {
        return store.distribution(id);
    }

    /** The same of the finished refresh with the latest asOf; empty before the first. */
    public Optional<Distribution> latestDistribution() {
        return standings.latest().flatMap(refresh -> store.distribution(refresh.id()));
    }

    /** What finished refreshes concluded of those users, by asOf ascending. */
    public List<Concluded> concludedOf(Collection<String> userIds) {
        return store.concludedOf(userIds);
    }

    /**
     * Takes those users out of the results of every refresh. How many there were in each segment, and what features go with each
     * other, stays as it was counted.
     *
     * @return whether that is all; false while a refresh runs that may yet write of them, so that it is to be asked for again
     */
    public boolean forget(Collection<String> userIds) {
        boolean all = store.forget(userIds);
        standings.forget();
        return all;
    }

    private void run(Refresh refresh) {
        try {
            if (!closing)
                try (var held = playbooks.hold()) {
                    decideEveryone(refresh, held.playbook());
                }
        } catch (RuntimeException | Error e) {
            LOG.error("refresh {} could not even be given up; a restart does it", refresh.id(), e);
        } finally {
            cancelled.remove(refresh.id());
        }
    }

    private void decideEveryone(Refresh refresh, Playbook playbook) {
        if (!store.begin(refresh.id(), playbook.knowledge().version(), clock.instant())) return;
        int processors = Runtime.getRuntime().availableProcessors();
        var workers = Executors.newFixedThreadPool(processors, named("refresh-%d-".formatted(refresh.id())));
        var population =
                new Population(journal, profiles, refresh.asOf(), workers, 2 * processors, () -> goOn(refresh.id()));
        var run = new RefreshRun(refresh, population, decisions, playbook, store);
        long begun = System.nanoTime();
        try {
            var distribution = run.run();
            store.finish(refresh.id(), distribution, clock.instant());
            standings.reload();
            meters.ended(
                    Refresh.State.DONE,
                    begun,
                    distribution.users(),
                    run.errors().count());
            if (run.errors().count() > 0)
                LOG.warn(
                        "refresh {} left out {} users; GET /v1/refresh/{} names them",
                        refresh.id(),
                        run.errors().count(),
                        refresh.id());
        } catch (Stopped e) {
            if (closing) return;
            giveUp(refresh, Refresh.State.CANCELLED, run.errors());
            meters.ended(Refresh.State.CANCELLED, begun, 0, 0);
        } catch (RuntimeException | Error e) {
            LOG.error("refresh {} cannot finish", refresh.id(), e);
            run.errors().addFirst("the refresh cannot finish: " + e.getMessage());
            meters.ended(Refresh.State.FAILED, begun, 0, run.errors().count());
            giveUp(refresh, Refresh.State.FAILED, run.errors());
        } finally {
            workers.shutdown();
            await(workers);
        }
    }

    private void giveUp(Refresh refresh, Refresh.State state, Errors errors) {
        store.giveUp(refresh.id(), state, errors.lines(), clock.instant());
    }

    private void goOn(long id) {
        var flag = cancelled.get(id);
        if (closing || (flag != null && flag.get())) throw new Stopped();
    }

    private static ThreadFactory named(String prefix) {
        var number = new AtomicInteger();
        return task -> new Thread(task, prefix + number.incrementAndGet());
    }

    /** Stops after the users at hand. What is unfinished is given up when the next process begins. */
    @Override
    public void close() {
        closing = true;
        queue.shutdown();
        await(queue);
    }

    private static void await(ExecutorService ending) {
        try {
            if (!ending.awaitTermination(LAST_USERS_SECONDS, TimeUnit.SECONDS))
                LOG.warn("a refresh is still busy {} s after it was told to end", LAST_USERS_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** Nobody wants the rest. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
