package io.segue.journal.jdbc;

import static io.segue.journal.RecordKey.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Journal.Appended;
import io.segue.support.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of the release before is taken over with all that is in it. */
class MigrationTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void events_of_before_are_there_each_in_its_month_and_known_by_their_ids(Dialect dialect) throws Exception {
        var url = dialect == Dialect.SQLITE
                ? null
                : Postgres.shared().database(directory.getFileName().toString());
        fillAsBefore(dialect, new DatabaseSettings(url, null, null, 4));

        try (var open = new OpenJournal(directory, url)) {
            var entries =
                    open.journal.read(List.of(user("u")), null).get(user("u")).entries();
            assertThat(entries).extracting(entry -> entry.event().messageId()).containsExactly("m1", "m2");
            assertThat(entries.get(0).event().properties()).containsEntry("feature", "tasks");
            assertThat(open.journal.count()).isEqualTo(2);
            assertThat(open.journal.months()).containsExactly(new Month(202606));
            assertThat(open.append(OpenJournal.track("m1", "u"), OpenJournal.track("m3", "u")))
                    .isEqualTo(new Appended(1, 1));
        }
    }

    private void fillAsBefore(Dialect dialect, DatabaseSettings settings) throws SQLException {
        try (var database = Databases.open(settings, directory);
                var connection = database.getConnection()) {
            Flyway.configure()
                    .dataSource(database)
                    .locations(dialect.migrations())
                    .placeholders(dialect.placeholders())
                    .target("5")
                    .load()
                    .migrate();
            try (var statement = connection.createStatement()) {
                // the last millisecond of June
                statement.execute("""
                        INSERT INTO event (seq, message_id, type, subject, other, occurred_at, received_at, body) VALUES
                        (3, 'm1', 'TRACK', 'u:u', NULL, 1782863999999, 1782863999999, '{"properties":{"feature":"tasks"}}'),
                        (7, 'm2', 'IDENTIFY', 'u:u', 'a:v', 1782863999999, 1782863999999, '{"anonymousId":"v"}')""");
                statement.execute("UPDATE journal_head SET seq = 7, events = 2");
            }
        }
    }
}
