package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.NotAWriter;
import io.segue.journal.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes users and visitors out of the tables of the journal, in the caller's transaction. */
final class Erasure {
    private Erasure() {}

    /**
     * What was taken out.
     *
     * @param affected records that had any of it in them
     * @param seq      what was read of the journal up to a smaller one may have it in it
     * @param events   how many events are gone or name nobody anymore
     */
    record Erased(Set<RecordKey> affected, long seq, int events) {}

    static Erased erase(Connection connection, String writer, Collection<RecordKey> subjects) throws SQLException {
        DigestTable.close(connection);
        long seq = EventTable.reserve(connection, 1, writer).orElseThrow(NotAWriter::new);
        var gone = new ArrayList<Entry>();
        var nameless = new ArrayList<Entry>();
        var affected = new LinkedHashSet<>(subjects);
        for (var entry : entries(connection, subjects)) {
            var event = entry.event();
            boolean own = subjects.contains(RecordKey.subject(event));
            // somebody else's call that identifies one of the visitors is that user's
            if (!own && event.type() != EventType.ALIAS) continue;
            affected.addAll(RecordKey.of(event));
            if (event.type() == EventType.GROUP) nameless.add(new Entry(entry.seq(), nameless(event)));
            else gone.add(entry);
        }
        EventTable.delete(connection, gone);
        EventTable.replace(connection, nameless);
        EventTable.count(connection, -gone.size());
        UserTable.delete(
                connection,
                subjects.stream()
                        .filter(key -> key.kind() == RecordKey.Kind.USER)
                        .map(RecordKey::id)
                        .toList());
        DigestTable.drop(connection, affected);
        DigestTable.takenOut(connection, seq);
        return new Erased(affected, seq, gone.size() + nameless.size());
    }

    private static Collection<Entry> entries(Connection connection, Collection<RecordKey> subjects)
            throws SQLException {
        Map<RecordKey, Long> all = subjects.stream().collect(Collectors.toMap(key -> key, key -> 0L));
        var entries = new HashMap<Long, Entry>();
        for (var found : EventTable.read(connection, all, null).values()) entries.putAll(found);
        return List.copyOf(entries.values());
    }

    /** The account keeps what was said of it, and nobody knows by whom. */
    private static Event nameless(Event group) {
        return new Event(
                UUID.randomUUID().toString(),
                group.type(),
                null,
                "erased-" + UUID.randomUUID(),
                null,
                group.groupId(),
                null,
                group.timestamp(),
                group.receivedAt(),
                Map.<String, @Nullable Object>of(),
                group.traits());
    }
}
