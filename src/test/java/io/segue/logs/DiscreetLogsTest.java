package io.segue.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What a run leaves in the log, when things go well and when they don't. */
@ExtendWith(OutputCaptureExtension.class)
class DiscreetLogsTest {
    /** In every id, name, email, trait, event and query of the run, and in nothing else. */
    private static final String SECRET = "sesame";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs"})
    void nothing_of_anybody_is_in_the_log(String format, CapturedOutput output) throws Exception {
        try (var segue = RunningSegue.in(
                data,
                "logging.structured.format.console=" + format,
                "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces",
                "management.tracing.sampling.probability=1.0")) {
            segue.send(List.of(identify("one"), track("one"), "{\"type\":\"sesame\",\"userId\":\"sesame\"}"));
            segue.get("/v1/users/u-sesame-one/decision");
            refusals(segue);

            var jdbc = new JdbcTemplate(segue.bean(DataSource.class));
            failures(segue, jdbc);
            assertThat(output.getAll()).contains("left out 1 users");

            jdbc.execute("ALTER TABLE event RENAME TO event_sesame");
            assertThat(segue.post("/v1/track", track("three")).statusCode()).isEqualTo(503);
            assertThat(segue.ask("/v1/users/u-sesame-three/decision").statusCode())
                    .isEqualTo(503);
            jdbc.execute("ALTER TABLE event_sesame RENAME TO event");
        }

        assertThat(output.getAll())
                .contains(
                        "GET /v1/users/{userId}/decision failed",
                        "events could not be committed",
                        "the journal cannot be read",
                        "SQLITE_ERROR")
                .contains("at io.segue.journal.jdbc.JdbcJournal")
                .doesNotContain(SECRET)
                .doesNotContain(RunningSegue.ADMIN_KEY, RunningSegue.WRITE_KEY);
        if (format.isEmpty()) {
            assertThat(output.getAll())
                    .containsPattern(
                            "\\[[0-9a-f]{32}] io.segue.logs.FailedRequests +: GET /v1/users/\\{userId}/decision failed")
                    .containsPattern("\\[ +main] io.segue.KnowledgeInitializer");
            return;
        }
        var failure = output.getOut()
                .lines()
                .filter(line -> line.contains("decision failed"))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow();
        assertThat(failure.at("/error/stack_trace").asString()).contains("at io.segue.");
        assertThat(failure.at("/error").has("message")).isFalse();
        assertThat(failure.toString())
                .containsPattern("\"trace.?[iI]d\":\"[0-9a-f]{32}\"|\"trace\":\\{\"id\":\"[0-9a-f]{32}\"");
    }

    /** An event in the journal that can't be read: the parser's message quotes it. */
    private static void failures(RunningSegue segue, JdbcTemplate jdbc) throws Exception {
        segue.send(List.of(identify("two")));
        jdbc.update("UPDATE event SET body = '{\"traits\":{\"email\":sesame' WHERE subject = 'u:u-sesame-two'");
        assertThat(segue.ask("/v1/users/u-sesame-two/decision").statusCode()).isEqualTo(500);
        assertThat(segue.ask("/v1/users?query=u-sesame-two").statusCode()).isEqualTo(500);
        segue.refresh(java.time.Instant.now());
    }

    private static void refusals(RunningSegue segue) throws Exception {
        for (var path : List.of(
                "/v1/users/u-sesame-nobody/decision",
                "/v1/users/u-sesame/decision?asOf=sesame",
                "/v1/users?limit=sesame",
                "/v1/users?query=sesame%40example.org",
                "/v1/accounts/sesame",
                "/v1/sesame",
                "/sesame/sesame",
                "/v1/refresh/sesame",
                "/v1/users/sesame%0Asesame/decision",
                "/actuator/metrics/sesame"))
            assertThat(segue.ask(path).statusCode()).as(path).isBetween(200, 499);
        for (var body : List.of(
                "{\"sesame\":", "{\"userId\":\"sesame\",\"traits\":{\"plan\":\"sesame\"}}", "sesame", "[\"sesame\"]"))
            assertThat(segue.post("/v1/evaluate", body).statusCode()).isEqualTo(400);
        for (var body : List.of("{\"sesame\":", "sesame", "{\"userId\":{\"sesame\":1},\"event\":\"sesame\"}"))
            assertThat(segue.post("/v1/track", body).statusCode()).isEqualTo(400);
        var client = HttpClient.newHttpClient();
        for (var header : List.of("Authorization", "Accept", "Content-Type", "traceparent", "X-Sesame")) {
            var request = HttpRequest.newBuilder(segue.uri("/v1/users/u-sesame-one/decision"))
                    .header(header, "sesame/sesame")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString("sesame"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isBetween(400, 499);
        }
        try (var socket = new java.net.Socket("127.0.0.1", segue.uri("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /v1/users/sesame<>/decision HTTP/1.1\r\nHost: sesame_\r\nsesame\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 400");
        }
    }

    private static String identify(String who) {
        return "{\"type\":\"identify\",\"userId\":\"u-sesame-%s\",\"messageId\":\"sesame-%s\",\"traits\":{\"email\":\"sesame@example.org\",\"name\":\"Sesame\"}}"
                .formatted(who, who);
    }

    private static String track(String who) {
        return "{\"type\":\"track\",\"userId\":\"u-sesame-%s\",\"event\":\"sesame\",\"properties\":{\"sesame\":\"sesame\"}}"
                .formatted(who);
    }
}
