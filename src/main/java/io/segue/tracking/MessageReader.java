package io.segue.tracking;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message of the tracking API into an event, or says everything that is wrong with it. A pure function but for the ids
 * it draws for messages without one.
 *
 * @param receivedAt  when the call arrived, to the millisecond
 * @param sentAt      of the call, for messages that carry none; null when it has none
 * @param context     of the call; a message's own context wins, key by key
 * @param maxBytes    how large a message may be, as JSON
 * @param messageIds  where ids are drawn
 */
record MessageReader(
        Instant receivedAt,
        @Nullable Instant sentAt,
        Map<String, @Nullable Object> context,
        long maxBytes,
        Supplier<String> messageIds) {
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_MESSAGE_ID = 100;
    /** A message can be wrong in more places than anyone reads. */
    private static final int MOST_PROBLEMS = 20;

    sealed interface Outcome {
        record Accepted(Event event) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}
    }

    Outcome read(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> fields))
            return refused(List.of(new Problem("", "is %s, expected an object".formatted(Fields.kind(message)))));
        long bytes = JsonValues.bytes(fields);
        if (bytes > maxBytes)
            return refused(
                    List.of(new Problem("", "is %d bytes as JSON, expected %d at most".formatted(bytes, maxBytes))));
        return read(new Fields(fields));
    }

    private Outcome read(Fields fields) {
        var type = type(fields);
        var userId = userId(fields, type);
        var anonymousId = fields.id("anonymousId", LONGEST_ID);
        if (type != EventType.ALIAS && fields.isAbsent("userId") && fields.isAbsent("anonymousId"))
            fields.refuse("userId", "is missing, and so is anonymousId; one of them is needed");
        var previousId = type == EventType.ALIAS ? fields.required("previousId", LONGEST_ID, "an alias") : null;
        var groupId = type == EventType.GROUP ? fields.required("groupId", LONGEST_ID, "a group call") : null;
        var name = name(fields, type);
        var messageId = fields.id("messageId", LONGEST_MESSAGE_ID);
        var ownSentAt = fields.instant("sentAt");
        var occurredAt = Timestamps.occurredAt(
                receivedAt,
                ownSentAt != null ? ownSentAt : sentAt,
                fields.instant("originalTimestamp"),
                fields.instant("timestamp"));
        var properties = type == EventType.TRACK || type == EventType.PAGE || type == EventType.SCREEN
                ? fields.object("properties")
                : Map.<String, @Nullable Object>of();
        var traits = traits(fields, type);
        if (type == null || !fields.problems().isEmpty()) return refused(fields.problems());
        return new Outcome.Accepted(new Event(
                messageId != null ? messageId : messageIds.get(),
                type,
                userId,
                anonymousId,
                previousId,
                groupId,
                name,
                occurredAt,
                receivedAt,
                properties,
                traits));
    }

    private static @Nullable String userId(Fields fields, @Nullable EventType type) {
        return type == EventType.ALIAS
                ? fields.required("userId", LONGEST_ID, "an alias")
                : fields.id("userId", LONGEST_ID);
    }

    private static @Nullable EventType type(Fields fields) {
        var text = fields.text("type");
        for (var type : EventType.values()) if (type.name().equalsIgnoreCase(text)) return type;
        if (text != null || fields.isAbsent("type"))
            fields.refuse(
                    "type",
                    "is %s; expected identify, track, page, screen, group or alias"
                            .formatted(text == null ? "missing" : "'" + text.toLowerCase(Locale.ROOT) + "'"));
        return null;
    }

    private static @Nullable String name(Fields fields, @Nullable EventType type) {
        if (type == EventType.TRACK) return eventName(fields);
        if (type != EventType.PAGE && type != EventType.SCREEN) return null;
        // a page without a name is a page all the same, and some senders write a blank one
        return fields.raw("name") instanceof String name && name.isBlank() ? null : fields.text("name");
    }

    private static @Nullable String eventName(Fields fields) {
        if (fields.isAbsent("event")) return fields.refuse("event", "is missing; a track call needs it");
        return fields.text("event");
    }

    /** Of an identify, what it says itself wins over what its context says. */
    private Map<String, @Nullable Object> traits(Fields fields, @Nullable EventType type) {
        if (type != EventType.IDENTIFY && type != EventType.GROUP) return Map.of();
        var own = fields.object("traits");
        if (type == EventType.GROUP) return own;
        var ownContext = fields.raw("context");
        if (ownContext != null && !(ownContext instanceof Map<?, ?>))
            fields.refuse("context", "is %s, expected an object".formatted(Fields.kind(ownContext)));
        var fromContext = ownContext instanceof Map<?, ?> map && map.containsKey("traits")
                ? map.get("traits")
                : context.get("traits");
        var traits = new LinkedHashMap<>(fields.object(fromContext, "/context/traits"));
        traits.putAll(own);
        return traits;
    }

    private static Outcome refused(List<Problem> problems) {
        return new Outcome.Refused(problems.stream().limit(MOST_PROBLEMS).toList());
    }
}
