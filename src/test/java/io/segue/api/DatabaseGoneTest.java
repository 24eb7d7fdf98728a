package io.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Postgres;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while the database is away. */
class DatabaseGoneTest {
    @TempDir
    Path directory;

    /** When the connection broke under a decision, it had been answered with 200 and an empty body. */
    @Test
    void a_decision_that_needs_the_database_is_put_off_while_it_is_gone() {
        try (var database = Postgres.start();
                var segue = RunningSegue.in(directory, "segue.database.url=" + database.database("segue"))) {
            segue.send(
                    List.of("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"Content Created\",\"messageId\":\"1\"}"));
            segue.get("/v1/users/a/decision");

            database.crash();

            assertThat(segue.ask("/v1/users/a/decision").statusCode())
                    .as("of somebody who is in memory")
                    .isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                var answer = segue.ask("/v1/users/b/decision");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("/problems/unavailable");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
    }
}
