package io.segue.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.journal.NotAWriter;
import io.segue.support.Postgres;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PostgresJournalTest extends JournalPromises {
    @Override
    String url() {
        return Postgres.shared().database(directory.getFileName().toString());
    }

    @Test
    void a_commit_that_waits_while_its_writer_is_expelled_keeps_nothing() throws Exception {
        try (var expelling = open.database.getConnection();
                var statement = expelling.createStatement()) {
            expelling.setAutoCommit(false);
            statement.executeUpdate("UPDATE journal_head SET seq = seq + 1");
            var waiting =
                    open.journal.append(List.of(OpenJournal.track("m1", "u"))).toCompletableFuture();
            Awaitility.await().until(() -> {
                var locks = statement.executeQuery("SELECT COUNT(*) FROM pg_locks WHERE NOT granted");
                locks.next();
                return locks.getInt(1) > 0;
            });
            statement.executeUpdate("UPDATE journal_writer SET expelled = 1");
            expelling.commit();

            assertThatThrownBy(waiting::join).hasCauseInstanceOf(NotAWriter.class);
            assertThat(open.journal.count()).isZero();
        }
    }
}
