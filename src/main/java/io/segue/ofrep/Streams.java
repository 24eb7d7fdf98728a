package io.segue.ofrep;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Overrides;
import io.segue.decisions.Standings;
import io.segue.profiles.Memories.Watch;
import io.segue.profiles.Profiles;
import io.segue.security.UserTokens.Good;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open event streams. A stream is told when the answers about its user are other ones than those it knew. They are looked at anew a
 * second after something came that may change them: events of the user or its account anywhere in the cluster, a finished refresh,
 * other knowledge, another date. One thread does all of that and all writing; notices are small and few, so no client can hold it
 * up by not reading.
 */
final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long SOON_MILLIS = 1_000;
    private static final long CLIENT_RETRY_MILLIS = 5_000;
    private static final long SPARE_MILLIS = 30_000;

    private final Evaluator evaluator;
    private final StreamAddresses addresses;
    private final Profiles profiles;
    private final DecisionService decisions;
    private final Standings standings;
    private final Clock clock;

    private final Semaphore places;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor worker;
    private @Nullable Surroundings surroundings; // of the worker

    /** What all answers depend on besides the users' events. */
    private record Surroundings(String knowledge, Standings.View standing, LocalDate date) {}

    /** What a client is told; it then asks for all flags again. */
    private record Notice(String type, String etag, long lastModified) {}

    Streams(
            Evaluator evaluator,
            StreamAddresses addresses,
            Profiles profiles,
            DecisionService decisions,
            Standings standings,
            OfrepSettings settings,
            Clock clock) {
        this.evaluator = evaluator;
        this.addresses = addresses;
        this.profiles = profiles;
        this.decisions = decisions;
        this.standings = standings;
        this.clock = clock;
        this.places = new Semaphore(settings.streams());
        // what is asked of it once it is shut down is not needed anymore
        this.worker = new ScheduledThreadPoolExecutor(
                1, task -> new Thread(task, "flag-streams"), new ThreadPoolExecutor.DiscardPolicy());
        worker.setRemoveOnCancelPolicy(true);
        long beat = settings.heartbeat().toMillis();
        worker.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(this::lookAround, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a stream until the token ends; empty when too many are open.
     *
     * @param seen fingerprint of the answers the client has; null when it is not known, and then those of now count
     */
    Optional<SseEmitter> open(Good token, @Nullable String seen) {
        if (!places.tryAcquire()) return Optional.empty();
        var stream = new Stream(token, seen);
        open.add(stream);
        stream.begin();
        return Optional.of(stream.emitter);
    }

    /** How many streams are open. */
    int size() {
        return open.size();
    }

    /** What fails for one stream ends that one; a failure that came out of here would end the beat of all. */
    private void beat() {
        for (var stream : open) stream.beat();
    }

    private void lookAround() {
        if (open.isEmpty()) {
            surroundings = null;
            return;
        }
        try {
            var now = clock.instant();
            var before = surroundings;
            surroundings = new Surroundings(evaluator.flags().version(), standings.at(now), decisions.date(now));
            if (before != null && !before.equals(surroundings)) open.forEach(Stream::touched);
        } catch (RuntimeException e) {
            LOG.warn("event streams can't tell whether the knowledge changed", e);
        }
    }

    /** Ends all streams before the server waits for its last requests. */
    @EventListener
    void end(ContextClosedEvent ending) {
        close();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        open.forEach(Stream::end);
    }

    private final class Stream {
        private final String userId;
        private final SseEmitter emitter;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicBoolean due = new AtomicBoolean(true);
        private final long leftMillis;
        private volatile @Nullable Future<?> ending;
        private volatile @Nullable Watch watch;
        private @Nullable String seen; // of the worker

        Stream(Good token, @Nullable String seen) {
            this.userId = token.userId();
            this.seen = seen;
            this.leftMillis = token.left().toMillis();
            this.emitter = new SseEmitter(leftMillis + SPARE_MILLIS);
        }

        void begin() {
            emitter.onCompletion(this::end);
            emitter.onTimeout(this::end);
            emitter.onError(failure -> end());
            // the first words go out with the headers, so that the client knows that it is heard
            say(SseEmitter.event().reconnectTime(CLIENT_RETRY_MILLIS).comment(""));
            ending = worker.schedule(this::end, leftMillis, TimeUnit.MILLISECONDS);
            worker.execute(this::look);
        }

        /** Something came. Any thread. */
        void touched() {
            if (!over.get() && due.compareAndSet(false, true))
                worker.schedule(this::look, SOON_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            due.set(false);
            if (over.get()) return;
            try {
                var before = watch;
                // the new watch first, so that nothing comes between
                watch = profiles.watch(userId, this::touched);
                if (before != null) before.close();
                if (over.get()) unwatch();
                var evaluated = evaluator.evaluate(userId, Overrides.NONE);
                var fingerprint = evaluated.fingerprint(evaluated.all());
                if (seen != null && !seen.equals(fingerprint)) tell(fingerprint);
                seen = fingerprint;
            } catch (RuntimeException e) {
                LOG.warn("an event stream ends, because the answers of its user can't be found", e);
                end();
            }
        }

        private void tell(String fingerprint) {
            var notice = new Notice(
                    "refetchEvaluation",
                    addresses.tag(fingerprint),
                    clock.instant().getEpochSecond());
            say(SseEmitter.event().id(fingerprint).name("message").data(notice, MediaType.APPLICATION_JSON));
        }

        void beat() {
            say(SseEmitter.event().comment(""));
        }

        private void say(SseEmitter.SseEventBuilder event) {
            if (over.get()) return;
            try {
                emitter.send(event);
            } catch (IOException | RuntimeException e) {
                // the client is gone, and the server may have taken back what belonged to its request
                LOG.debug("an event stream can't be written to", e);
                end();
            }
        }

        /** Once is enough. Any thread. */
        void end() {
            if (!over.compareAndSet(false, true)) return;
            open.remove(this);
            places.release();
            var timer = ending;
            if (timer != null) timer.cancel(false);
            unwatch();
            try {
                emitter.complete();
            } catch (RuntimeException e) {
                LOG.debug("an event stream was over already", e);
            }
        }

        private void unwatch() {
            var watched = watch;
            if (watched != null) watched.close();
        }
    }
}
