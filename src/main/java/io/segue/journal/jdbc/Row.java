package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.RecordKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as the table holds it.
 *
 * @param subject prefixed id of whose event it is
 * @param other   prefixed id of the second record it speaks of; null when there is none
 * @param body    JSON of what the columns do not hold
 */
record Row(Event event, String subject, @Nullable String other, String body) {
    static final String USER = RecordKey.Kind.USER.prefix();
    static final String ANONYMOUS = RecordKey.Kind.ANONYMOUS.prefix();
    static final String ACCOUNT = RecordKey.Kind.ACCOUNT.prefix();
    static final String PREVIOUS = "p:";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    static Row of(Event event) {
        var subject = event.userId() != null ? USER + event.userId() : ANONYMOUS + event.anonymousId();
        return new Row(event, subject, other(event), JSON.writeValueAsString(body(event)));
    }

    /** With which it is let go. */
    Month month() {
        return Month.of(event);
    }

    private static @Nullable String other(Event event) {
        return switch (event.type()) {
            case IDENTIFY ->
                event.userId() != null && event.anonymousId() != null ? ANONYMOUS + event.anonymousId() : null;
            case ALIAS -> event.previousId() != null ? PREVIOUS + event.previousId() : null;
            case GROUP -> event.groupId() != null ? ACCOUNT + event.groupId() : null;
            case TRACK, PAGE, SCREEN -> null;
        };
    }

    private static Map<String, Object> body(Event event) {
        var body = new LinkedHashMap<String, Object>();
        if (event.userId() != null && event.anonymousId() != null) body.put("anonymousId", event.anonymousId());
        if (event.name() != null) body.put("name", event.name());
        if (!event.properties().isEmpty()) body.put("properties", event.properties());
        if (!event.traits().isEmpty()) body.put("traits", event.traits());
        return body;
    }

    /** Reads the columns seq, message_id, type, subject, other, occurred_at, received_at and body, in this order. */
    static Entry entry(ResultSet columns) throws SQLException {
        var subject = columns.getString(4);
        var other = columns.getString(5);
        var body = JSON.readValue(columns.getString(8), OBJECT);
        var anonymousId = subject.startsWith(ANONYMOUS) ? id(subject) : (String) body.get("anonymousId");
        return new Entry(
                columns.getLong(1),
                new Event(
                        columns.getString(2),
                        EventType.valueOf(columns.getString(3)),
                        subject.startsWith(USER) ? id(subject) : null,
                        anonymousId,
                        other != null && other.startsWith(PREVIOUS) ? id(other) : null,
                        other != null && other.startsWith(ACCOUNT) ? id(other) : null,
                        (String) body.get("name"),
                        Instant.ofEpochMilli(columns.getLong(6)),
                        Instant.ofEpochMilli(columns.getLong(7)),
                        object(body.get("properties")),
                        object(body.get("traits"))));
    }

    private static String id(String prefixed) {
        return prefixed.substring(2);
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }
}
