package io.segue;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.segue.support.RunningSegue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the probes say of a service whose parts fail one after the other. */
class ProbesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/actuator/health/liveness", "/actuator/health/readiness"})
    void a_probe_needs_no_key_and_tells_nothing_but_the_status(String path) throws Exception {
        awaitStatus("/readyz", 200);

        var answer = probe(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void a_key_shows_the_parts() {
        awaitStatus("/readyz", 200);

        var parts = segue.get("/actuator/health/readiness").get("components");

        assertThat(parts.propertyNames())
                .containsExactlyInAnyOrder("cluster", "journal", "knowledge", "readinessState");
        assertThat(parts.at("/knowledge/details/version").asString()).isNotBlank();
        assertThat(parts.at("/cluster/details/members").asInt()).isEqualTo(1);
    }

    @Test
    void a_locked_database_is_not_ready_and_holds_up_neither_the_probe_nor_its_threads() throws Exception {
        awaitStatus("/readyz", 200);
        try (var other = lock()) {
            awaitStatus("/readyz", 503);
            assertThat(threads("journal-probe")).isEqualTo(1);

            var begun = System.nanoTime();
            var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 40; i++)
                asked.add(CLIENT.sendAsync(
                        HttpRequest.newBuilder(segue.uri("/readyz")).build(), HttpResponse.BodyHandlers.ofString()));
            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(3500));
            assertThat(threads("journal-probe")).isEqualTo(1);
            assertThat(probe("/livez").statusCode()).isEqualTo(200);
            other.rollback();
        }
        awaitStatus("/readyz", 200);
    }

    @Test
    void a_database_that_refuses_to_be_written_is_not_ready() {
        awaitStatus("/readyz", 200);
        var jdbc = new JdbcTemplate(segue.bean(DataSource.class));
        jdbc.execute(
                "CREATE TRIGGER refuse BEFORE UPDATE ON journal_probe BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        try {
            awaitStatus("/readyz", 503);

            var parts = JsonMapper.shared()
                    .readTree(segue.ask("/actuator/health/readiness").body());
            assertThat(parts.at("/components/journal/details/reason").asString())
                    .contains("disk full");
        } finally {
            jdbc.execute("DROP TRIGGER refuse");
        }
        awaitStatus("/readyz", 200);
    }

    @Test
    void the_probe_leaves_the_database_as_large_as_it_was() {
        var jdbc = new JdbcTemplate(segue.bean(DataSource.class));
        awaitStatus("/readyz", 200);
        var pages = jdbc.queryForObject("PRAGMA page_count", Long.class);
        var writes = jdbc.queryForObject("SELECT writes FROM journal_probe", Long.class);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            probe("/readyz");
            return jdbc.queryForObject("SELECT writes FROM journal_probe", Long.class) > writes;
        });

        assertThat(jdbc.queryForObject("PRAGMA page_count", Long.class)).isEqualTo(pages);
    }

    @Test
    void a_member_that_left_the_cluster_is_not_ready_but_alive(@TempDir Path own) throws Exception {
        try (var lone = RunningSegue.in(own)) {
            Awaitility.await().until(() -> lone.ask("/readyz").statusCode() == 200);

            lone.bean(HazelcastInstance.class).shutdown();

            assertThat(lone.ask("/readyz").statusCode()).isEqualTo(503);
            assertThat(lone.ask("/livez").statusCode()).isEqualTo(200);
        }
    }

    private static Connection lock() throws Exception {
        var other =
                DriverManager.getConnection("jdbc:sqlite:" + data.resolve("segue.db") + "?transaction_mode=IMMEDIATE");
        other.setAutoCommit(false);
        try (var update = other.createStatement()) {
            update.executeUpdate("UPDATE journal_head SET seq = seq");
        }
        return other;
    }

    private static void awaitStatus(String path, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> probe(path).statusCode() == status);
    }

    private static HttpResponse<String> probe(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(segue.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }
}
