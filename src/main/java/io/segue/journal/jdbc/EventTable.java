package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import io.segue.journal.NotAWriter;
import io.segue.journal.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of events and of their head. Every method works in the caller's transaction. */
final class EventTable {
    private EventTable() {}

    /**
     * What came of rows.
     *
     * @param entries  those that are new, in the order given
     * @param repeated those that came before this call, with the seqs of then; 0 for events of long ago
     */
    record Inserted(List<Entry> entries, List<Entry> repeated) {}

    /**
     * Inserts the rows whose messageId never came before, of several the first.
     *
     * @throws NotAWriter when the writer has no place among those that write
     */
    static Inserted insert(Connection connection, Dialect dialect, String writer, List<Row> rows) throws SQLException {
        var reserved = reserve(connection, rows.size(), writer);
        if (reserved.isEmpty()) throw new NotAWriter();
        long seq = reserved.getAsLong() - rows.size() + 1;
        // nobody else adds a messageId before this transaction ends
        var known = MessageTable.known(
                connection, rows.stream().map(row -> row.event().messageId()).toList());
        var came = new HashSet<String>();
        var fresh = new ArrayList<Row>();
        var entries = new ArrayList<Entry>();
        var repeated = new ArrayList<Entry>();
        for (var row : rows) {
            var before = known.get(row.event().messageId());
            if (before != null) repeated.add(new Entry(before, row.event()));
            else if (came.add(row.event().messageId())) {
                fresh.add(row);
                entries.add(new Entry(seq++, row.event()));
            }
        }
        var inserted = new Inserted(entries, repeated);
        if (fresh.isEmpty()) return inserted;
        MessageTable.insert(connection, entries);
        dialect.makeMonths(connection, fresh.stream().map(Row::month).collect(Collectors.toSet()));
        try (var insert = connection.prepareStatement("""
                INSERT INTO event (seq, month, message_id, type, subject, other, occurred_at, received_at, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (int i = 0; i < fresh.size(); i++) {
                var row = fresh.get(i);
                insert.setLong(1, entries.get(i).seq());
                insert.setInt(2, row.month().number());
                insert.setString(3, row.event().messageId());
                insert.setString(4, row.event().type().name());
                insert.setString(5, row.subject());
                insert.setString(6, row.other());
                insert.setLong(7, row.event().timestamp().toEpochMilli());
                insert.setLong(8, row.event().receivedAt().toEpochMilli());
                insert.setString(9, row.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        count(connection, entries.size());
        return inserted;
    }

    /**
     * Takes the head's lock until the transaction ends, and gives the last of as many seqs in a row; empty when the writer has no
     * place among those that write, and then the transaction is to be rolled back.
     */
    static OptionalLong reserve(Connection connection, int count, String writer) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE journal_head SET seq = seq + ?")) {
            update.setLong(1, count);
            update.executeUpdate();
        }
        // a statement of its own: one that waited for the lock would see the writers as they were before it waited
        try (var select = connection.prepareStatement("""
                SELECT seq FROM journal_head
                WHERE EXISTS (SELECT 1 FROM journal_writer WHERE journal_writer.id = ? AND expelled IS NULL)""")) {
            select.setString(1, writer);
            try (var found = select.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Corrects how many events there are. */
    static void count(Connection connection, int more) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE journal_head SET events = events + ?")) {
            update.setLong(1, more);
            update.executeUpdate();
        }
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

    /**
     * The entries of each key by seq, keys without any among them.
     *
     * @param after of each key, entries with a seq up to this one are left out
     */
    static Map<RecordKey, TreeMap<Long, Entry>> read(
            Connection connection, Map<RecordKey, Long> after, @Nullable Instant until) throws SQLException {
        var found = new LinkedHashMap<RecordKey, TreeMap<Long, Entry>>();
        var bySubject = new HashMap<String, List<RecordKey>>();
        var byOther = new HashMap<String, List<RecordKey>>();
        for (var key : after.keySet()) {
            found.put(key, new TreeMap<>());
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
        collect(connection, "subject", bySubject, after, until, found);
        collect(connection, "other", byOther, after, until, found);
        return found;
    }

    private static void add(Map<String, List<RecordKey>> keys, String prefix, RecordKey key) {
        keys.computeIfAbsent(prefix + key.id(), id -> new ArrayList<>(2)).add(key);
    }

    private static void collect(
            Connection connection,
            String column,
            Map<String, List<RecordKey>> keys,
            Map<RecordKey, Long> after,
            @Nullable Instant until,
            Map<RecordKey, TreeMap<Long, Entry>> found)
            throws SQLException {
        for (var piece : Sql.pieces(keys.keySet())) {
            // a join with the ids goes to each by the index; seq and id are told together, so that a digest saves the
            // reading
            var sql = "WITH wanted (id, after) AS (VALUES "
                    + String.join(",", Collections.nCopies(piece.size(), "(CAST(? AS TEXT), CAST(? AS BIGINT))"))
                    + ") SELECT seq, message_id, type, subject, other, occurred_at, received_at, body, " + column
                    + " FROM wanted CROSS JOIN event WHERE event." + column
                    + " = wanted.id AND event.seq > wanted.after"
                    + (until == null ? "" : " AND occurred_at <= ?");
            try (var select = connection.prepareStatement(sql)) {
                int at = 1;
                for (var id : piece) {
                    select.setString(at++, id);
                    select.setLong(
                            at++,
                            keys.getOrDefault(id, List.of()).stream()
                                    .mapToLong(key -> after.getOrDefault(key, 0L))
                                    .min()
                                    .orElse(0));
                }
                if (until != null) select.setLong(at, millis(until));
                try (var columns = select.executeQuery()) {
                    while (columns.next()) {
                        var entry = Row.entry(columns);
                        for (var key : keys.getOrDefault(columns.getString(9), List.of()))
                            if (entry.seq() > after.getOrDefault(key, 0L))
                                found.getOrDefault(key, new TreeMap<>()).put(entry.seq(), entry);
                    }
                }
            }
        }
    }

    /** The months of which there are events, ascending; {@link Month#KEPT} is not among them. */
    static List<Month> months(Connection connection) throws SQLException {
        var months = new ArrayList<Month>();
        // goes from month to month by the index
        try (var select = connection.prepareStatement("SELECT MIN(month) FROM event WHERE month > ?")) {
            int last = Month.KEPT.number();
            while (true) {
                select.setInt(1, last);
                try (var found = select.executeQuery()) {
                    found.next();
                    last = found.getInt(1);
                    if (found.wasNull()) return months;
                    months.add(new Month(last));
                }
            }
        }
    }

    /** Whether there is an event of the month. */
    static boolean has(Connection connection, Month month) throws SQLException {
        try (var select = connection.prepareStatement("SELECT 1 FROM event WHERE month = ? LIMIT 1")) {
            select.setInt(1, month.number());
            try (var found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    /** How many events of the month there are. */
    static int count(Connection connection, Month month) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM event WHERE month = ?")) {
            select.setInt(1, month.number());
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    static void delete(Connection connection, Collection<Entry> entries) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM event WHERE month = ? AND seq = ?")) {
            for (var entry : entries) {
                delete.setInt(1, Month.of(entry.event()).number());
                delete.setLong(2, entry.seq());
                delete.addBatch();
            }
            if (!entries.isEmpty()) delete.executeBatch();
        }
    }

    /** Has other events stand in the places of those with the same seq; of the same month. */
    static void replace(Connection connection, Collection<Entry> entries) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE event SET message_id = ?, subject = ?, other = ?, body = ? WHERE month = ? AND seq = ?")) {
            for (var entry : entries) {
                var row = Row.of(entry.event());
                update.setString(1, row.event().messageId());
                update.setString(2, row.subject());
                update.setString(3, row.other());
                update.setString(4, row.body());
                update.setInt(5, row.month().number());
                update.setLong(6, entry.seq());
                update.addBatch();
            }
            if (!entries.isEmpty()) update.executeBatch();
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
