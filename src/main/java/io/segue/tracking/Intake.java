package io.segue.tracking;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.journal.Event;
import io.segue.journal.Journal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes messages of the tracking API in: checks each, corrects its clock, and hands the good ones to the journal. */
@Component
public class Intake {
    private final Journal journal;
    private final TrackingLimits limits;
    private final IntakeMeters meters;

    public Intake(Journal journal, TrackingLimits limits, MeterRegistry meters) {
        this.journal = journal;
        this.limits = limits;
        this.meters = new IntakeMeters(meters);
    }

    /**
     * Keeps the messages that are good and refuses the others, each on its own. Completes when the good ones are durable; fails
     * as {@link Journal#append} does, and then none is kept.
     *
     * @param messages   JSON values, which should be objects that name their call as {@code type}
     * @param receivedAt when the call arrived
     * @param sentAt     when it left, by the sender's clock, for messages that do not say so themselves; null when unknown
     * @param context    what holds for all messages, unless they say otherwise themselves, key by key; may be empty
     */
    public CompletionStage<Receipt> accept(
            List<? extends @Nullable Object> messages,
            Instant receivedAt,
            @Nullable Instant sentAt,
            Map<String, @Nullable Object> context) {
        long begun = System.nanoTime();
        var reader = new MessageReader(
                receivedAt.truncatedTo(ChronoUnit.MILLIS),
                sentAt,
                context,
                limits.event().toBytes(),
                () -> UUID.randomUUID().toString());
        var events = new ArrayList<Event>(messages.size());
        var refused = new ArrayList<Receipt.Refused>();
        for (int i = 0; i < messages.size(); i++) {
            var outcome = reader.read(messages.get(i));
            if (outcome instanceof MessageReader.Outcome.Accepted good) {
                events.add(good.event());
                meters.accepted(good.event());
            } else if (outcome instanceof MessageReader.Outcome.Refused bad) {
                refused.add(new Receipt.Refused(i, bad.problems()));
                meters.refused(bad.problems());
            }
        }
        if (events.isEmpty()) return CompletableFuture.completedFuture(new Receipt(0, 0, refused));
        return journal.append(events)
                .whenComplete((appended, failure) -> {
                    if (failure == null) meters.durable(begun, appended.duplicates());
                    else meters.failed(failure, events.size());
                })
                .thenApply(appended -> new Receipt(appended.stored(), appended.duplicates(), refused));
    }
}
