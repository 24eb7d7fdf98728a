package io.segue.journal.jdbc;

import io.segue.journal.Journal.Digest;
import io.segue.journal.RecordKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of digests and of the gate before them. Every method works in the caller's transaction. */
final class DigestTable {
    private DigestTable() {}

    /** Those that are kept for the keys in that version. */
    static Map<RecordKey, Digest> read(Connection connection, Collection<RecordKey> keys, long version)
            throws SQLException {
        var byText = keys.stream().collect(Collectors.toMap(RecordKey::text, key -> key, (one, same) -> one));
        var digests = new HashMap<RecordKey, Digest>();
        for (var piece : Sql.pieces(byText.keySet())) {
            try (var select = connection.prepareStatement(
                    "SELECT record_key, through, version, content FROM digest WHERE record_key IN ("
                            + Sql.marks(piece.size()) + ") AND version = ?")) {
                int at = 1;
                for (var text : piece) select.setString(at++, text);
                select.setLong(at, version);
                try (var found = select.executeQuery()) {
                    while (found.next()) {
                        var key = byText.get(found.getString(1));
                        if (key != null)
                            digests.put(key, new Digest(found.getLong(2), found.getLong(3), found.getBytes(4)));
                    }
                }
            }
        }
        return digests;
    }

    /**
     * Keeps them, unless events were taken out since what they were made of was read. A digest that has come further stays.
     *
     * @param digests 1 or more
     */
    static void keep(Connection connection, Map<RecordKey, Digest> digests) throws SQLException {
        long leastThrough =
                digests.values().stream().mapToLong(Digest::through).min().orElseThrow();
        try (var gate =
                connection.prepareStatement("UPDATE digest_gate SET taken_out = taken_out WHERE taken_out <= ?")) {
            gate.setLong(1, leastThrough);
            if (gate.executeUpdate() == 0) return;
        }
        try (var upsert = connection.prepareStatement("""
                INSERT INTO digest (record_key, through, version, content) VALUES (?, ?, ?, ?)
                ON CONFLICT (record_key) DO UPDATE
                SET through = excluded.through, version = excluded.version, content = excluded.content
                WHERE digest.version <> excluded.version OR digest.through < excluded.through""")) {
            for (var digest : sorted(digests).entrySet()) {
                upsert.setString(1, digest.getKey());
                upsert.setLong(2, digest.getValue().through());
                upsert.setLong(3, digest.getValue().version());
                upsert.setBytes(4, digest.getValue().content());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static Map<String, Digest> sorted(Map<RecordKey, Digest> digests) {
        var sorted = new TreeMap<String, Digest>();
        digests.forEach((key, digest) -> sorted.put(key.text(), digest));
        return sorted;
    }

    /** Lets nobody write digests until the transaction ends. To be called before the head's lock is taken. */
    static void close(Connection connection) throws SQLException {
        try (var gate = connection.prepareStatement("UPDATE digest_gate SET taken_out = taken_out")) {
            gate.executeUpdate();
        }
    }

    /** Events were taken out under this seq. With the gate closed. */
    static void takenOut(Connection connection, long seq) throws SQLException {
        try (var gate = connection.prepareStatement("UPDATE digest_gate SET taken_out = ?")) {
            gate.setLong(1, seq);
            gate.executeUpdate();
        }
    }

    /** Drops those of the records. With the gate closed. */
    static void drop(Connection connection, Collection<RecordKey> keys) throws SQLException {
        for (var piece : Sql.pieces(keys.stream().map(RecordKey::text).toList())) {
            try (var delete = connection.prepareStatement(
                    "DELETE FROM digest WHERE record_key IN (" + Sql.marks(piece.size()) + ")")) {
                int at = 1;
                for (var text : piece) delete.setString(at++, text);
                delete.executeUpdate();
            }
        }
    }
}
