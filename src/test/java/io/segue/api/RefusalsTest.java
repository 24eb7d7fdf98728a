package io.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.problems.ProblemType;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be answered is of a kind that is explained, and says what is wrong in the service's own words. */
class RefusalsTest {
    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static Http http;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        http = new Http(segue);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/users?limit=many,400,parameter",
        "GET,/v1/users?limit=99999999999,400,parameter",
        "GET,/v1/users?limit=0,400,parameter",
        "GET,/v1/users?cursor=!,400,parameter",
        "GET,/v1/users?query=%ff,400,request",
        "GET,/v1/users/a%00b/decision,400,request",
        "GET,/v1/admin/audit?cursor=first,400,parameter",
        "GET,/v1/users/ann/decision?asOf=soon,400,parameter",
        "POST,/v1/refresh?asOf=2999-01-01T00:00:00Z,400,parameter",
        "GET,/v1/segments?refresh=first,404,not-found",
        "GET,/v1/tables/nothing/workbook,404,not-found",
        "GET,/v1/tables/engagement/workbook?cases=all,400,parameter",
        "POST,/v1/tables/engagement/drafts,415,media-type",
        "GET,/v1/drafts?limit=501,400,parameter",
        "GET,/v1/drafts?cursor=nothing,400,parameter",
        "GET,/v1/drafts?state=GONE,400,parameter",
        "GET,/v1/knowledge/versions?limit=0,400,parameter",
        "GET,/v1/knowledge/versions?cursor=first,400,parameter",
        "GET,/v1/rehearsals/-1,404,not-found",
        "GET,/v1/refresh/-1,404,not-found",
        "GET,/v1/users/ann/decision?knowledge=nothing,404,not-found",
        "GET,/v1/nowhere,404,not-found",
        "GET,/problems/nowhere,404,not-found",
        "POST,/v1/evaluate,400,json",
        "POST,/v1/users,405,method-not-allowed",
        "PUT,/problems,405,method-not-allowed",
    })
    void each_is_of_a_kind(String method, String path, int status, String kind) {
        var answer = http.send(method, path, RunningSegue.ADMIN_KEY, null, "Content-Type", "application/json");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Http.json(answer).get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(answer.body()).doesNotContainIgnoringCase("convert", "java", "static resource", "exception");
        assertThat(http.send("GET", "/problems/" + kind, null, null).statusCode())
                .isEqualTo(200);
    }

    /** Long ones had come into the audit as they were. */
    @Test
    void all_that_is_wrong_with_a_wish_to_publish_is_told() {
        var wish =
                "{\"drafts\":[\"a\",7,\"%s\"],\"comment\":\" \",\"at\":\"soon\",\"confirmed\":{\"a/b\":101},\"force\":true}"
                        .formatted("x".repeat(300));

        var answer = http.send("POST", "/v1/knowledge/releases", RunningSegue.ADMIN_KEY, wish);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.json(answer).get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/force", "/drafts/1", "/drafts/2", "/comment", "/at", "/confirmed/a~1b");
    }

    @Test
    void the_page_about_the_api_lists_every_kind() throws Exception {
        var page = Files.readString(Path.of("src/docs/api.md"));

        for (var kind : ProblemType.values())
            assertThat(page)
                    .contains("| `%s` | %d | %s |"
                            .formatted(kind.uri(), kind.status().value(), kind.meaning()));
    }

    @Test
    void the_parameter_that_is_wrong_is_named() {
        for (var path : List.of("/v1/users?limit=many", "/v1/users?limit=501", "/v1/admin/audit?limit=%20x")) {
            var errors = Http.json(http.send("GET", path, RunningSegue.ADMIN_KEY, null))
                    .get("errors");

            assertThat(errors).hasSize(1);
            assertThat(errors.get(0).get("pointer").asString()).isEqualTo("limit");
            assertThat(errors.get(0).get("detail").asString()).startsWith("is ").contains("expected ");
        }
        var endless = http.send("GET", "/v1/users?limit=" + "9".repeat(2_000), RunningSegue.ADMIN_KEY, null);
        assertThat(endless.body()).hasSizeLessThan(500);
    }

    @Test
    void a_method_that_does_not_fit_is_told_which_do() {
        var answer = http.send("PATCH", "/v1/admin/keys", RunningSegue.ADMIN_KEY, null);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    }

    @Test
    void what_failed_outside_the_controllers_names_the_path_that_was_asked_for() {
        var answer = http.send("GET", "/v1/users/a%0Ab/decision", RunningSegue.ADMIN_KEY, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("/error");
    }

    /** A library that could read it was enough for every door to take and answer YAML. */
    @Test
    void there_is_nothing_but_json() {
        var yaml = http.send("POST", "/v1/evaluate", RunningSegue.ADMIN_KEY, null, "Content-Type", "application/yaml");
        assertThat(yaml.statusCode()).isEqualTo(415);
        for (var type : List.of("application/yaml", "application/xml", "text/html", "application/cbor"))
            assertThat(http.send("GET", "/v1/admin/journal", RunningSegue.ADMIN_KEY, null, "Accept", type)
                            .statusCode())
                    .as(type)
                    .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd"})
    void a_compressed_body_is_told_as_such(String encoding) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri("/v1/evaluate"))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(gzip("{\"userId\":\"u\"}")))
                .build();

        var answer = send(request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
        assertThat(Http.json(answer).get("type").asString()).isEqualTo("/problems/media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-16", "application/json;charset=iso-8859-1", "application/json"})
    void a_body_is_read_or_refused_whatever_its_charset(String type) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri("/v1/evaluate"))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"userId\":\"u\"}"))
                .build();

        assertThat(send(request).statusCode()).isIn(200, 400, 415);
    }

    /** These never reach a controller, and some not even Segue. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/users?<> HTTP/1.1",
                "GET /v1/users/a%zzb/decision HTTP/1.1",
                "GET /v1/users/%ff/decision HTTP/1.1",
                "GET /v1/users HTTP/9.9",
                "TRACE /v1/users HTTP/1.1",
                "FOO /v1/users HTTP/1.1",
                "FOO /v1/a[b] HTTP/1.1"
            })
    void what_the_server_refuses_by_itself_is_of_a_kind_too(String line) throws Exception {
        var answer = raw(line + "\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + RunningSegue.ADMIN_KEY
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .containsPattern("^HTTP/1.1 [45]0[0-9]")
                .contains("application/problem+json", "\"type\":\"/problems/")
                .doesNotContain("about:blank", "\"/error\"", "HTTP/1.1 500");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", segue.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
