package io.segue.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of every messageId that ever came. Every method works in the caller's transaction, with the head's lock. */
final class MessageTable {
    private MessageTable() {}

    /** Those of the ids that came before. */
    static Set<String> known(Connection connection, Collection<String> messageIds) throws SQLException {
        var known = new HashSet<String>();
        for (var piece : Sql.pieces(messageIds)) {
            try (var select = connection.prepareStatement(
                    "SELECT message_id FROM message WHERE message_id IN (" + Sql.marks(piece.size()) + ")")) {
                int at = 1;
                for (var id : piece) select.setString(at++, id);
                try (var found = select.executeQuery()) {
                    while (found.next()) known.add(found.getString(1));
                }
            }
        }
        return known;
    }

    /** Adds the ids of rows; a conflict fails, since it would mean a writer that does not know of the others. */
    static void insert(Connection connection, List<Row> rows) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO message (message_id) VALUES (?)")) {
            for (var row : rows) {
                insert.setString(1, row.event().messageId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
