package io.segue.publication;

import io.segue.decisions.Playbooks.Held;
import io.segue.journal.Writers;
import io.segue.population.AsOfInTheFuture;
import io.segue.publication.Rehearsal.State;
import io.segue.tables.KnowledgeFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has drafts of the knowledge decide about users beside the live version, one after the other, in the background. They outlive the
 * process; one that was under way when it ended is FAILED when the next begins. Safe for use by many threads; one process at a time
 * may rehearse with a database.
 */
public final class Rehearsals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);
    /** A member that the database has not heard of for so long is no more. */
    private static final Duration GONE = Duration.ofSeconds(30);

    private static final int LOOK_MILLIS = 100;
    private static final int LAST_USERS_SECONDS = 10;
    /** A decision that takes so many times as long as it should is not waited for. */
    private static final int PATIENCE = 4;

    private final Surroundings around;
    private final RehearsalStore store;
    private final Writers writers;
    private final Clock clock;

    private final ExecutorService queue = Executors.newSingleThreadExecutor(task -> modest(task, "rehearsal"));
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "rehearsal-watch"));
    private final Map<Long, Stop> stops = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    private volatile boolean closing;

    /** Gives up what an earlier process left unfinished. */
    Rehearsals(Surroundings around, RehearsalStore store, Writers writers, Clock clock) {
        this.around = around;
        this.store = store;
        this.writers = writers;
        this.clock = clock;
        giveUp(member -> member.equals(writers.self()) || isGone(member));
    }

    private void giveUp(Predicate<String> member) {
        store.unfinished().forEach((id, at) -> {
            if (member.test(at))
                store.end(id, State.FAILED, List.of("interrupted by a restart"), null, clock.instant());
        });
    }

    private boolean isGone(String member) {
        return !member.equals(writers.self()) && writers.silence(member).compareTo(GONE) > 0;
    }

    /** Ended, if the member that was at it is gone. */
    private Rehearsal looked(Rehearsal rehearsal) {
        if (rehearsal.finishedAt() != null || stops.containsKey(rehearsal.id())) return rehearsal;
        giveUp(this::isGone);
        return store.get(rehearsal.id()).orElse(rehearsal);
    }

    /**
     * Queues a rehearsal.
     *
     * @param draft the whole knowledge as the draft would have it; compiled later, in the background
     * @throws AsOfInTheFuture   when that is asked for
     * @throws TooMuchAtOnce when too many wait already
     */
    public synchronized Rehearsal start(String draftId, KnowledgeFiles draft, RehearsalWish wish) {
        var now = clock.instant();
        var asOf = Objects.requireNonNullElse(wish.asOf(), now);
        if (asOf.isAfter(now)) throw new AsOfInTheFuture(asOf, now);
        refuseTooMany();
        var limit =
                Objects.requireNonNullElse(wish.timeLimit(), around.settings().timeLimit());
        var rehearsal = store.queue(
                new Rehearsal(
                        0,
                        draftId,
                        draft.version(),
                        State.QUEUED,
                        asOf.truncatedTo(ChronoUnit.MILLIS),
                        wish.sample(),
                        wish.days(),
                        Math.max(1, limit.toSeconds()),
                        0,
                        0,
                        now,
                        null,
                        null,
                        List.of(),
                        null),
                writers.self());
        stops.put(rehearsal.id(), new Stop(patience()));
        waiting.incrementAndGet();
        queue.execute(() -> run(rehearsal, draft, limit));
        return rehearsal;
    }

    /** For a decision that does not end. */
    private Duration patience() {
        return around.settings().perUser().multipliedBy(PATIENCE);
    }

    /**
     * Takes those users out of the samples of every report; what was counted stays. A rehearsal that runs ends without them.
     */
    public void forget(Collection<String> userIds) {
        store.forget(userIds);
    }

    private void refuseTooMany() {
        if (closing) throw new TooMuchAtOnce("the service is about to end");
        if (stuck.get() > 0)
            throw new TooMuchAtOnce(
                    "a decision of an earlier draft still does not end; a restart of the service ends it");
        if (waiting.get() >= around.settings().queue())
            throw new TooMuchAtOnce("%d rehearsals wait for the one that runs; cancel one, or come again later"
                    .formatted(waiting.get()));
    }

    /** The rehearsal of that id, as far as it is. */
    public Optional<Rehearsal> get(long id) {
        return store.get(id).map(this::looked);
    }

    /** How drafts that are rehearsed together are named, in whatever order. */
    public static String keyOf(Collection<String> drafts) {
        return String.join("+", new TreeSet<>(drafts));
    }

    /** The one asked for last of a draft. */
    public Optional<Rehearsal> latest(String draftId) {
        return store.latest(draftId).map(this::looked);
    }

    /**
     * Ends a rehearsal before its time: at once while it waits, within a moment while it runs, a few seconds when it does so on another
     * member. One that ended stays as it is.
     */
    public Optional<Rehearsal> cancel(long id) {
        var stop = stops.get(id);
        if (stop != null) stop.order(State.CANCELLED, "");
        store.cancel(id, clock.instant());
        return store.get(id);
    }

    private void run(Rehearsal rehearsal, KnowledgeFiles draft, Duration limit) {
        waiting.decrementAndGet();
        var stop = Objects.requireNonNull(stops.get(rehearsal.id()));
        try {
            if (!store.begin(rehearsal.id(), clock.instant())) return;
            stop.within(limit);
            var watch = watchdog.scheduleAtFixedRate(stop::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            try {
                var report = report(rehearsal, draft, stop);
                store.end(rehearsal.id(), State.DONE, List.of(), report, clock.instant());
                LOG.info(
                        "rehearsal {} decided on {} users, knowledge {} beside {}",
                        rehearsal.id(),
                        report.users(),
                        report.draft(),
                        report.base());
            } catch (RuntimeException | Error e) {
                end(rehearsal, stop, e);
            } finally {
                watch.cancel(false);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("rehearsal {} could not even be given up; a restart does it", rehearsal.id(), e);
        } finally {
            stops.remove(rehearsal.id());
        }
    }

    private void end(Rehearsal rehearsal, Stop stop, Throwable e) {
        var ordered = stop.ordered();
        var state = ordered == null ? State.FAILED : ordered.state();
        List<String> problems;
        if (ordered != null) problems = ordered.detail().isEmpty() ? List.of() : List.of(ordered.detail());
        else if (e instanceof Refused refused) problems = refused.problems();
        else {
            LOG.error("rehearsal {} cannot finish", rehearsal.id(), e);
            problems = List.of("the rehearsal cannot finish: " + e.getMessage());
        }
        store.end(rehearsal.id(), state, problems, null, clock.instant());
    }

    private RehearsalReport report(Rehearsal rehearsal, KnowledgeFiles files, Stop stop) {
        // half of the processors, so that live decisions have the other
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var number = new AtomicInteger();
        var workers = Executors.newFixedThreadPool(
                threads, task -> modest(task, "rehearsal-%d-%d".formatted(rehearsal.id(), number.incrementAndGet())));
        var run = new RehearsalRun(rehearsal, files, around, store, workers, threads, stop);
        stop.goOn();
        var draft = run.compiled();
        try (var live = around.playbooks().hold()) {
            return run.run(live.playbook(), draft.playbook());
        } finally {
            end(workers, draft);
        }
    }

    /** Retires the draft once nobody decides with it anymore, which may be never. */
    private void end(ExecutorService workers, Held draft) {
        workers.shutdown();
        if (ended(workers, patience().toSeconds())) {
            draft.close();
            return;
        }
        LOG.warn(
                "a decision of a rehearsed draft does not end; until it does, or the service restarts, no other is rehearsed");
        stuck.incrementAndGet();
        daemon(
                        () -> {
                            if (!ended(workers, Long.MAX_VALUE)) return;
                            draft.close();
                            stuck.decrementAndGet();
                        },
                        "rehearsal-stuck")
                .start();
    }

    private static boolean ended(ExecutorService ending, long seconds) {
        try {
            return ending.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Thread modest(Runnable task, String name) {
        var thread = daemon(task, name);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** The process does not wait for it. */
    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends, as FAILED, what runs and what waits. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            stops.values().forEach(stop -> stop.order(State.FAILED, "interrupted by a restart"));
            queue.shutdown();
        }
        if (!ended(queue, LAST_USERS_SECONDS))
            LOG.warn("a rehearsal is still busy {} s after it was told to end", LAST_USERS_SECONDS);
        watchdog.shutdown();
    }
}
