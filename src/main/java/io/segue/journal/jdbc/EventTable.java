package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import io.segue.journal.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of events and of their head. Every method works in the caller's transaction. */
final class EventTable {
    private EventTable() {}

    /**
     * Inserts the rows whose messageId is new, of several the first.
     *
     * @return those that are new, in the order given
     */
    static List<Entry> insert(Connection connection, List<Row> rows) throws SQLException {
        long first = reserve(connection, rows.size());
        // a conflict on seq is no duplicate: it would mean two writers that do not know of each other, and must fail
        try (var insert = connection.prepareStatement("""
                INSERT INTO event (seq, message_id, type, subject, other, occurred_at, received_at, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id) DO NOTHING""")) {
            long seq = first;
            for (var row : rows) {
                insert.setLong(1, seq++);
                insert.setString(2, row.event().messageId());
                insert.setString(3, row.event().type().name());
                insert.setString(4, row.subject());
                insert.setString(5, row.other());
                insert.setLong(6, row.event().timestamp().toEpochMilli());
                insert.setLong(7, row.event().receivedAt().toEpochMilli());
                insert.setString(8, row.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        // asked rather than taken from the batch's counts, which drivers may leave out
        var entries = new ArrayList<Entry>(rows.size());
        try (var select = connection.prepareStatement("SELECT seq FROM event WHERE seq >= ? ORDER BY seq")) {
            select.setLong(1, first);
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    long seq = found.getLong(1);
                    entries.add(new Entry(seq, rows.get((int) (seq - first)).event()));
                }
            }
        }
        try (var update = connection.prepareStatement("UPDATE journal_head SET events = events + ?")) {
            update.setLong(1, entries.size());
            update.executeUpdate();
        }
        return entries;
    }

    /** Takes the head's lock until the transaction ends and gives the first of as many seqs in a row. */
    private static long reserve(Connection connection, int count) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE journal_head SET seq = seq + ?")) {
            update.setLong(1, count);
            update.executeUpdate();
        }
        return head(connection, "seq") - count + 1;
    }

    static long lastSeq(Connection connection) throws SQLException {
        return head(connection, "seq");
    }

    static long count(Connection connection) throws SQLException {
        return head(connection, "events");
    }

    private static long head(Connection connection, String column) throws SQLException {
        try (var select = connection.prepareStatement("SELECT " + column + " FROM journal_head");
                var found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /** The entries of each key by seq, keys without any among them. */
    static Map<RecordKey, TreeMap<Long, Entry>> read(
            Connection connection, Collection<RecordKey> keys, @Nullable Instant until) throws SQLException {
        var found = new LinkedHashMap<RecordKey, TreeMap<Long, Entry>>();
        var bySubject = new HashMap<String, List<RecordKey>>();
        var byOther = new HashMap<String, List<RecordKey>>();
        for (var key : keys) {
            if (found.putIfAbsent(key, new TreeMap<>()) != null) continue;
            switch (key.kind()) {
                case USER -> {
                    add(bySubject, Row.USER, key);
                    add(byOther, Row.PREVIOUS, key);
                }
                case ANONYMOUS -> {
                    add(bySubject, Row.ANONYMOUS, key);
                    add(byOther, Row.ANONYMOUS, key);
                    add(byOther, Row.PREVIOUS, key);
                }
                case ACCOUNT -> add(byOther, Row.ACCOUNT, key);
            }
        }
        collect(connection, "subject", bySubject, until, found);
        collect(connection, "other", byOther, until, found);
        return found;
    }

    private static void add(Map<String, List<RecordKey>> keys, String prefix, RecordKey key) {
        keys.computeIfAbsent(prefix + key.id(), id -> new ArrayList<>(2)).add(key);
    }

    private static void collect(
            Connection connection,
            String column,
            Map<String, List<RecordKey>> keys,
            @Nullable Instant until,
            Map<RecordKey, TreeMap<Long, Entry>> found)
            throws SQLException {
        for (var piece : Sql.pieces(keys.keySet())) {
            var sql = "SELECT seq, message_id, type, subject, other, occurred_at, received_at, body, " + column
                    + " FROM event WHERE " + column + " IN (" + Sql.marks(piece.size()) + ")"
                    + (until == null ? "" : " AND occurred_at <= ?");
            try (var select = connection.prepareStatement(sql)) {
                int at = 1;
                for (var id : piece) select.setString(at++, id);
                if (until != null) select.setLong(at, millis(until));
                try (var columns = select.executeQuery()) {
                    while (columns.next()) {
                        var entry = Row.entry(columns);
                        for (var key : keys.getOrDefault(columns.getString(9), List.of()))
                            found.getOrDefault(key, new TreeMap<>()).put(entry.seq(), entry);
                    }
                }
            }
        }
    }

    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException beyondLong) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
