package io.segue.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Journal;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of what {@code bin/fuzz} does for long; another seed is given with {@code -Dfuzz.seed=…}. */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3_000);

    @TempDir
    Path data;

    @Test
    void whatever_is_sent_is_answered_and_nothing_breaks() throws Exception {
        try (var segue = RunningSegue.in(data, Fuzzing.PROPERTIES)) {
            var fuzzing = new Fuzzing(segue.uri("/").getPort(), Long.getLong("fuzz.seed", 42));
            var control = new Control(fuzzing);

            fuzzing.run(0, REQUESTS);

            System.out.println(fuzzing.summary());
            assertThat(fuzzing.violations().keySet()).as(fuzzing.summary()).isEmpty();
            assertThat(fuzzing.endpoints()).hasSizeGreaterThan(40);
            assertThat(control.wrong()).isEmpty();
            assertThat(segue.bean(Journal.class).count()).isEqualTo(rows(segue, ""));
            assertThat(rows(segue, "WHERE message_id LIKE 'control-%'")).isEqualTo(fuzzing.acknowledged());
        }
    }

    private static long rows(RunningSegue segue, String where) throws SQLException {
        try (var connection = segue.bean(DataSource.class).getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM event " + where)) {
            return rows.getLong(1);
        }
    }
}
