package io.segue.population;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.journal.JournalUnavailable;
import io.segue.population.Population.Portion;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Decides about every user, one refresh after the other over the whole cluster, in the background. One member leads a refresh and all
 * work on it. Refreshes outlive members: what a lost one led another takes up and begins anew. Safe for use by many threads.
 */
public final class Refreshes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshes.class);
    private static final int LATEST = 50;
    private static final long LAST_USERS_SECONDS = 30;
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** A refresh that so many members have led in vain ends them, rather than the other way round. */
    private static final int MOST_CLAIMS = 10;

    private final Journal journal;
    private final Worker worker;
    private final Playbooks playbooks;
    private final RefreshStore store;
    private final StoredStandings standings;
    private final Crew crew;
    private final RefreshSettings settings;
    private final Clock clock;
    private final RefreshMeters meters;

    private final ExecutorService lead = Executors.newSingleThreadExecutor(named("refresh"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(named("refresh-beat"));
    private volatile @Nullable Course course;
    private volatile boolean closing;

    private @Nullable Unfinished watched; // used by lead only, as is the next
    private long watchedSince;

    /** Begins nothing by itself: {@link #look} does, and whoever starts a refresh. */
    public Refreshes(
            Journal journal,
            Worker worker,
            Playbooks playbooks,
            RefreshStore store,
            StoredStandings standings,
            Crew crew,
            RefreshSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.journal = journal;
        this.worker = worker;
        this.playbooks = playbooks;
        this.store = store;
        this.standings = standings;
        this.crew = crew;
        this.settings = settings;
        this.clock = clock;
        this.meters = new RefreshMeters(meters, standings, clock);
    }

    /**
     * Queues a refresh, for whichever member takes it up.
     *
     * @param asOf null for now
     * @throws AsOfInTheFuture when it lies after now
     */
    public Refresh start(@Nullable Instant asOf) {
        var now = clock.instant();
        if (asOf != null && asOf.isAfter(now)) throw new AsOfInTheFuture(asOf, now);
        var refresh = store.queue((asOf == null ? now : asOf).truncatedTo(ChronoUnit.MILLIS));
        takeUpSoon();
        return refresh;
    }

    /** The same, and waits for its end, whatever that is, or for the end of this member. */
    public Refresh run(@Nullable Instant asOf) {
        var refresh = start(asOf);
        try {
            while (!refresh.ended() && !closing) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                refresh = store.get(refresh.id()).orElseThrow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return refresh;
    }

    /** The refresh of that id, as far as it is. */
    public Optional<Refresh> get(long id) {
        return store.get(id);
    }

    /** The 50 asked for last, latest first. */
    public List<Refresh> latest() {
        return store.latest(LATEST);
    }

    /**
     * Ends a refresh before its time: at once while it waits, within a moment while it runs, or a few seconds when the member that leads
     * it hears nothing of it. One that ended stays as it is.
     */
    public Optional<Refresh> cancel(long id) {
        store.cancel(id, clock.instant());
        var refresh = store.get(id);
        var now = course;
        if (now != null && now.refresh.id() == id) now.cancelled = true;
        else if (refresh.isPresent() && !refresh.get().ended()) crew.tell();
        return refresh;
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
     * other, stays as it was counted. What a refresh that runs writes of them afterwards is taken out when it ends, and nobody sees
     * its results before.
     */
    public void forget(Collection<String> userIds) {
        store.forget(userIds);
        standings.look();
        crew.tell();
    }

    /**
     * Looks whether a refresh finished elsewhere, whose standings then count here too, whether one waits for a member to lead it, or
     * has lost the one that did, and whether somebody wants the one that this member leads to end. To be called every few seconds; costs
     * three small questions to the database.
     */
    public void look() {
        standings.look();
        var now = course;
        if (now == null) takeUpSoon();
        else now.beat();
    }

    private void takeUpSoon() {
        try {
            if (!closing) lead.execute(this::takeUp);
        } catch (RejectedExecutionException e) {
            // closed meanwhile; others look too
        }
    }

    /** Leads refreshes until there is none to be led, or one must wait for the next look. */
    private void takeUp() {
        try {
            while (!closing && crew.active()) {
                var next = store.next();
                if (next.isEmpty() || !isFree(next.get())) return;
                try (var held = playbooks.hold()) {
                    var version = held.playbook().knowledge().version();
                    var claim = store.claim(next.get(), version, clock.instant());
                    if (claim.isPresent() && !lead(claim.get(), held.playbook())) return;
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("refreshes can't be taken up; this member tries again when it looks next", e);
        }
    }

    /**
     * Whether nobody leads it, as far as can be told: whoever does counts up a number, and this member looks for the length of the lease
     * whether it stands still. So the clocks of members need not agree.
     */
    private boolean isFree(Unfinished next) {
        if (next.free()) return true;
        if (!next.equals(watched)) {
            watched = next;
            watchedSince = System.nanoTime();
        }
        return System.nanoTime() - watchedSince >= settings.lease().toNanos();
    }

    /** Whether it came to an end. */
    private boolean lead(Claim claim, Playbook playbook) {
        var now = new Course(store.get(claim.refresh()).orElseThrow(), claim);
        course = now;
        long beat = settings.beat().toMillis();
        var beats = heart.scheduleWithFixedDelay(now::beat, beat, beat, TimeUnit.MILLISECONDS);
        try {
            return now.run(playbook);
        } catch (ClaimLost e) {
            LOG.warn("refresh {} is led by another member, for this one gave no sign of life in time", claim.refresh());
            return false;
        } catch (RuntimeException | Error e) {
            LOG.error("refresh {} could not even be given up; a member takes it up again", claim.refresh(), e);
            return false;
        } finally {
            beats.cancel(false);
            course = null;
        }
    }

    /** One refresh, from the moment on at which this member took it up. */
    private final class Course {
        private final Refresh refresh;
        private final Claim claim;
        private volatile boolean cancelled;
        private volatile boolean lost;

        Course(Refresh refresh, Claim claim) {
            this.refresh = refresh;
            this.claim = claim;
        }

        /** Gives a sign of life, and looks whether somebody wants it to end. */
        void beat() {
            // whoever can't work on it anymore must not keep others from it
            if (!crew.active()) return;
            try {
                if (store.renew(claim)) cancelled = true;
            } catch (ClaimLost e) {
                lost = true;
            } catch (RuntimeException e) {
                LOG.warn("refresh {}: no sign of life could be given", claim.refresh(), e);
            }
        }

        /** Whether it came to an end. */
        boolean run(Playbook playbook) {
            LOG.info("this member leads refresh {}, taken up for the {}. time", claim.refresh(), claim.number());
            int processors = Runtime.getRuntime().availableProcessors();
            var workers = Executors.newFixedThreadPool(processors, numbered("refresh-%d-".formatted(refresh.id())));
            var knowledge = playbook.knowledge().version();
            var here = new Dispatch.Here() {
                @Override
                public <T> Portion<T> work(Assignment<T> assignment) {
                    return worker.work(assignment, playbook, Course.this::goOn);
                }
            };
            var dispatch = new Dispatch(crew, workers, here, 2 * processors, settings.portion(), this::goOn);
            var run = new RefreshRun(refresh, claim, knowledge, playbook.catalogue(), journal, dispatch, store);
            long begun = System.nanoTime();
            try {
                // tells at once when it was cancelled while nobody led it
                cancelled |= store.renew(claim);
                goOn();
                if (claim.number() > 1) store.clear(claim);
                if (claim.number() > MOST_CLAIMS)
                    throw new IllegalStateException(
                            "%d members led it one after the other, and none to its end".formatted(MOST_CLAIMS));
                var distribution = run.run();
                goOn();
                store.finish(claim, distribution, clock.instant());
                standings.reload();
                crew.tell();
                ended(begun, distribution, run.errors());
            } catch (ClaimLost e) {
                throw e;
            } catch (LaidDown e) {
                store.release(claim);
                return false;
            } catch (Cancelled e) {
                store.giveUp(claim, Refresh.State.CANCELLED, run.errors().lines(), clock.instant());
                meters.ended(Refresh.State.CANCELLED, begun, 0, 0);
            } catch (RuntimeException | Error e) {
                if (closing || !crew.active() || isAway(e)) {
                    LOG.warn("refresh {} is laid down, to be begun anew", refresh.id(), e);
                    store.release(claim);
                    return false;
                }
                LOG.error("refresh {} cannot finish", refresh.id(), e);
                run.errors().addFirst("the refresh cannot finish: " + e.getMessage());
                store.giveUp(claim, Refresh.State.FAILED, run.errors().lines(), clock.instant());
                meters.ended(Refresh.State.FAILED, begun, 0, run.errors().count());
            } finally {
                workers.shutdown();
                await(workers);
            }
            return true;
        }

        private void ended(long begun, Distribution distribution, Errors errors) {
            meters.ended(Refresh.State.DONE, begun, distribution.users(), errors.count());
            if (errors.count() > 0)
                LOG.warn(
                        "refresh {} left out {} users; GET /v1/refresh/{} names them",
                        refresh.id(),
                        errors.count(),
                        refresh.id());
        }

        private void goOn() {
            if (lost) throw new ClaimLost(claim);
            if (closing || !crew.active()) throw new LaidDown();
            if (cancelled) throw new Cancelled();
        }
    }

    /** Whether it is the database that did not answer. */
    private static boolean isAway(Throwable e) {
        return e instanceof JournalUnavailable
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof TransactionException;
    }

    private static ThreadFactory named(String name) {
        return task -> new Thread(task, name);
    }

    private static ThreadFactory numbered(String prefix) {
        var number = new AtomicInteger();
        return task -> new Thread(task, prefix + number.incrementAndGet());
    }

    /** Stops after the users at hand, and leaves what is unfinished to the other members, or to this one after its next start. */
    @Override
    public void close() {
        closing = true;
        worker.close();
        lead.shutdown();
        await(lead);
        heart.shutdown();
    }

    private static void await(ExecutorService ending) {
        try {
            if (!ending.awaitTermination(LAST_USERS_SECONDS, TimeUnit.SECONDS))
                LOG.warn("a refresh is still busy {} s after it was told to end", LAST_USERS_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this member leads a refresh right now. */
    boolean leads() {
        return course != null;
    }

    boolean isClosing() {
        return closing;
    }

    /** Somebody wants it to end. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** This member can't go on, and another may. */
    private static final class LaidDown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
