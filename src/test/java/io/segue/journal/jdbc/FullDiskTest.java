package io.segue.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full disk leaves behind. */
class FullDiskTest {
    private static final String FILL = "INSERT INTO filled (bytes) VALUES (randomblob(1000000))";

    @TempDir
    Path directory;

    /** After the disk had been full, events were refused and decisions failed until a restart, also when there was room again. */
    @Test
    void what_failed_for_want_of_room_succeeds_when_there_is_room() throws Exception {
        try (var database = Databases.open(new DatabaseSettings(null, null, null, 4), directory)) {
            write(database, "CREATE TABLE filled (bytes BLOB)");

            assertThatThrownBy(() -> write(database, "PRAGMA max_page_count = 1", FILL))
                    .isInstanceOf(SQLException.class);

            for (int i = 0; i < 3; i++) write(database, FILL);
        }
    }

    private static void write(DataSource database, String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (var each : statements) statement.execute(each);
                connection.commit();
            } finally {
                connection.rollback();
            }
        }
    }
}
