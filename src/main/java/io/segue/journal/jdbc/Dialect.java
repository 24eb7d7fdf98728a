package io.segue.journal.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What SQLite and PostgreSQL do differently. Everything else is one SQL. */
enum Dialect {
    /** One process has it for itself. A month is rows like any other. */
    SQLITE(
            "sqlite",
            Map.of("byCodePoint", "BINARY", "numbered", "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes", "BLOB")) {
        @Override
        void makeMonths(Connection connection, Set<Month> months) {}

        @Override
        int letGo(Connection connection, Month month) throws SQLException {
            // a transaction holds up all others, and this many take some tens of milliseconds
            var some = " FROM event WHERE month = ? ORDER BY seq LIMIT 5000";
            try (var digests = connection.prepareStatement(
                            "DELETE FROM digest WHERE record_key IN (SELECT subject" + some + ")");
                    var events =
                            connection.prepareStatement("DELETE FROM event WHERE seq IN (SELECT seq" + some + ")")) {
                digests.setInt(1, month.number());
                digests.executeUpdate();
                events.setInt(1, month.number());
                return events.executeUpdate();
            }
        }

        @Override
        long bytes(Connection connection, Path directory) throws IOException {
            long bytes = 0;
            for (var file : List.of(Databases.FILE, Databases.FILE + "-wal")) {
                var path = directory.resolve(file);
                if (Files.exists(path)) bytes += Files.size(path);
            }
            return bytes;
        }
    },

    /** Several processes may share it. A month is a partition. */
    POSTGRESQL(
            "postgresql",
            Map.of(
                    "byCodePoint",
                    "\"C\"",
                    "numbered",
                    "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "bytes",
                    "BYTEA")) {
        @Override
        void makeMonths(Connection connection, Set<Month> months) throws SQLException {
            for (var month : months)
                if (!month.equals(Month.KEPT) && !isThere(connection, month)) make(connection, month);
        }

        private boolean isThere(Connection connection, Month month) throws SQLException {
            try (var select = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
                select.setString(1, "event_" + month.number());
                try (var found = select.executeQuery()) {
                    found.next();
                    return found.getBoolean(1);
                }
            }
        }

        private void make(Connection connection, Month month) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE event_%1$d PARTITION OF event FOR VALUES IN (%1$d)".formatted(month.number()));
            }
        }

        @Override
        int letGo(Connection connection, Month month) throws SQLException {
            int events = EventTable.count(connection, month);
            try (var digests = connection.prepareStatement(
                            "DELETE FROM digest WHERE record_key IN (SELECT subject FROM event WHERE month = ?)");
                    var statement = connection.createStatement()) {
                digests.setInt(1, month.number());
                digests.executeUpdate();
                statement.execute("DROP TABLE event_%d".formatted(month.number()));
            }
            return events;
        }

        @Override
        long bytes(Connection connection, Path directory) throws SQLException {
            try (var select = connection.prepareStatement("SELECT pg_database_size(current_database())");
                    var found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    };

    private final String vendor;
    private final Map<String, String> placeholders;

    Dialect(String vendor, Map<String, String> placeholders) {
        this.vendor = vendor;
        this.placeholders = placeholders;
    }

    static Dialect of(DatabaseSettings settings) {
        return settings.isSqlite() ? SQLITE : POSTGRESQL;
    }

    /** Where its migrations are. */
    String[] migrations() {
        return new String[] {"classpath:db/migration", "classpath:db/vendor/" + vendor};
    }

    /** What the migrations write differently per database. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** Makes room for events of these months. To be called with the head's lock. */
    abstract void makeMonths(Connection connection, Set<Month> months) throws SQLException;

    /**
     * Deletes events of a month that is there, as many as one transaction should, and the digests that they are in, which are
     * their subjects' alone; tells how many events. To be called with the gate closed and the head's lock.
     */
    abstract int letGo(Connection connection, Month month) throws SQLException;

    /**
     * What the database takes on disk, the newest events that are not in their place yet among it.
     *
     * @param directory where SQLite's files are
     */
    abstract long bytes(Connection connection, Path directory) throws SQLException, IOException;
}
