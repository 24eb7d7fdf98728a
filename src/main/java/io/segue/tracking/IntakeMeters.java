package io.segue.tracking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.segue.journal.Event;
import io.segue.journal.JournalFull;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Meters of what comes in: {@code segue.ingest.duration} from receipt until events are durable, {@code segue.event.age} when they
 * arrive, {@code segue.events.refused} by reason and {@code segue.events.duplicates}. Safe for use by many threads.
 */
final class IntakeMeters {
    /** A clock may be centuries off, and timers hold no more than 292 years. */
    private static final Duration LONGEST_AGE = Duration.ofDays(36_500);

    /** A refused event's reason is the first of its fields that is wrong, which others can't add to. */
    private static final Set<String> FIELDS = Set.of(
            "type",
            "event",
            "name",
            "userId",
            "anonymousId",
            "previousId",
            "groupId",
            "messageId",
            "timestamp",
            "originalTimestamp",
            "sentAt",
            "properties",
            "traits",
            "context");

    private static final String OTHER = "message";
    private static final String BUSY = "busy";
    private static final String UNAVAILABLE = "unavailable";

    private static final Duration[] INGEST = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
    };
    private static final Duration[] AGE = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7),
        Duration.ofDays(30),
    };

    private final Timer ingest;
    private final Timer age;
    private final Counter duplicates;
    private final Map<String, Counter> refused = new HashMap<>();

    IntakeMeters(MeterRegistry meters) {
        ingest = Timer.builder("segue.ingest.duration")
                .description("from the receipt of a call until its events are durable")
                .serviceLevelObjectives(INGEST)
                .register(meters);
        age = Timer.builder("segue.event.age")
                .description("from when an event happened until it arrived")
                .serviceLevelObjectives(AGE)
                .register(meters);
        duplicates = Counter.builder("segue.events.duplicates")
                .description("events that were there already")
                .register(meters);
        var reasons = new TreeSet<>(FIELDS);
        reasons.addAll(List.of(OTHER, BUSY, UNAVAILABLE));
        for (var reason : reasons)
            refused.put(
                    reason,
                    Counter.builder("segue.events.refused")
                            .description("events that were not kept")
                            .tag("reason", reason)
                            .register(meters));
    }

    void refused(List<Problem> problems) {
        count(problems.isEmpty() ? OTHER : field(problems.get(0).pointer()), 1);
    }

    private static String field(String pointer) {
        int end = pointer.indexOf('/', 1);
        var first = pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
        return FIELDS.contains(first) ? first : OTHER;
    }

    void accepted(Event event) {
        var since = Duration.between(event.timestamp(), event.receivedAt());
        age.record(since.compareTo(LONGEST_AGE) < 0 ? since : LONGEST_AGE);
    }

    /** @param begun by System.nanoTime */
    void durable(long begun, int duplicates) {
        ingest.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        if (duplicates > 0) this.duplicates.increment(duplicates);
    }

    void failed(Throwable failure, int events) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        count(cause instanceof JournalFull ? BUSY : UNAVAILABLE, events);
    }

    private void count(String reason, int events) {
        var counter = refused.get(reason);
        if (counter != null) counter.increment(events);
    }
}
