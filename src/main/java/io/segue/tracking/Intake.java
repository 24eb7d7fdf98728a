package io.segue.tracking;

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

    public Intake(Journal journal, TrackingLimits limits) {
        this.journal = journal;
        this.limits = limits;
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
            if (outcome instanceof MessageReader.Outcome.Accepted good) events.add(good.event());
            else if (outcome instanceof MessageReader.Outcome.Refused bad)
                refused.add(new Receipt.Refused(i, bad.problems()));
        }
        if (events.isEmpty()) return CompletableFuture.completedFuture(new Receipt(0, 0, refused));
        return journal.append(events)
                .thenApply(appended -> new Receipt(appended.stored(), appended.duplicates(), refused));
    }
}
