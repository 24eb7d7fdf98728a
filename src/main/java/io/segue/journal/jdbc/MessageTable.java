package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of every messageId that ever came. Every method works in the caller's transaction, with the head's lock. */
final class MessageTable {
    private MessageTable() {}

    /** Those of the ids that came before, with the seqs of their events; 0 for events of long ago. */
    static Map<String, Long> known(Connection connection, Collection<String> messageIds) throws SQLException {
        var known = new HashMap<String, Long>();
        for (var piece : Sql.pieces(messageIds)) {
            try (var select =
                    connection.prepareStatement("SELECT message_id, COALESCE(seq, 0) FROM message WHERE message_id IN ("
                            + Sql.marks(piece.size()) + ")")) {
                int at = 1;
                for (var id : piece) select.setString(at++, id);
                try (var found = select.executeQuery()) {
                    while (found.next()) known.put(found.getString(1), found.getLong(2));
                }
            }
        }
        return known;
    }

    /** Adds the ids of entries; a conflict fails, since it would mean a writer that does not know of the others. */
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO message (message_id, seq) VALUES (?, ?)")) {
            for (var entry : entries) {
                insert.setString(1, entry.event().messageId());
                insert.setLong(2, entry.seq());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
