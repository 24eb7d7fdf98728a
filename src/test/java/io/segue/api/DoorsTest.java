package io.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors to decisions: who gets in, what is answered to what can't be, and that ids of any shape pass. */
class DoorsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        segue.send(List.of(identify("ann", "2026-06-01T10:00:00Z", "\"email\":\"ann@example.com\"")));
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    private static final List<String> READS = List.of(
            "/v1/users/ann/decision",
            "/v1/users",
            "/v1/accounts/acme",
            "/v1/segments",
            "/v1/refresh",
            "/v1/refresh/1",
            "/v1/admin/journal",
            "/v1/data-rights",
            "/actuator/metrics",
            "/actuator/info",
            "/nowhere");

    @Test
    void nobody_gets_in_without_the_admin_key() throws Exception {
        var writer = "Basic " + Base64.getEncoder().encodeToString((RunningSegue.WRITE_KEY + ":").getBytes());
        for (var path : READS)
            for (var key : new String[] {
                null,
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer " + RunningSegue.ADMIN_KEY + "x",
                writer,
                "Basic " + Base64.getEncoder().encodeToString((RunningSegue.ADMIN_KEY + ":").getBytes()),
                RunningSegue.ADMIN_KEY
            }) {
                var refused = call("GET", path, key, null);

                assertThat(refused.statusCode()).as("%s with %s", path, key).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                problem(refused, 401);
            }
        for (var path : List.of("/v1/evaluate", "/v1/refresh"))
            problem(call("POST", path, writer, "{\"userId\":\"u\"}"), 401);
        assertThat(call("GET", "/actuator/health", null, null).statusCode()).isEqualTo(200);
    }

    @Test
    void the_admin_key_brings_no_events() throws Exception {
        var event = "{\"userId\":\"ann\",\"event\":\"x\",\"messageId\":\"m1\"}";
        for (var key : List.of(
                "Bearer " + RunningSegue.ADMIN_KEY,
                "Basic " + Base64.getEncoder().encodeToString((RunningSegue.ADMIN_KEY + ":").getBytes()),
                "Bearer " + RunningSegue.WRITE_KEY))
            assertThat(call("POST", "/v1/track", key, event).statusCode())
                    .as(key)
                    .isEqualTo(401);
    }

    @Test
    void no_way_of_writing_a_path_gets_past_the_key() throws Exception {
        for (var path : List.of(
                "/actuator/health/../../v1/users",
                "/actuator/health/..%2F..%2Fv1/users",
                "/actuator/health/%2E%2E/%2E%2E/v1/users",
                "/v1/batch/../users",
                "/v1/batch/%2e%2e/users",
                "/v1/batch;/../users",
                "/v1/batch;x=/../users",
                "/v1/users;a=b",
                "/v1/users/;/",
                "//v1/users",
                "/v1//users",
                "/V1/users",
                "/v1/users/",
                "/v1/users.json",
                "/v1/%75sers",
                "/actuator/health;/../metrics",
                "/actuator/./metrics",
                "/error")) {
            var answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).containsPattern("^HTTP/1.1 40[014]").doesNotContain("users\":", "names\":");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/users/nobody/decision,404",
        "GET,/v1/accounts/nobody,404",
        "GET,/v1/nowhere,404",
        "GET,/nowhere,404",
        "GET,/,404",
        "GET,/v1/users/ann,405",
        "GET,/v1/users/ann/decision?asOf=garbage,400",
        "GET,/v1/users/ann/decision?asOf=,400",
        "GET,/v1/users/ann/decision?asOf=2026-06-30,400",
        "GET,/v1/users/ann/decision?asOf=1782820800000,400",
        "GET,/v1/users/ann/decision?asOf=2026-06-30T12:00:00,400",
        "GET,/v1/users/ann/decision?asOf=%2B999999999-01-01T00:00:00Z,400",
        "GET,/v1/users/ann/decision?asOf=%00,400",
        "GET,/v1/users/ann/decision?asOf=0001-01-01T00:00:00Z,404",
        "GET,/v1/accounts/acme?asOf=garbage,400",
        "GET,/v1/users?limit=0,400",
        "GET,/v1/users?limit=501,400",
        "GET,/v1/users?limit=-1,400",
        "GET,/v1/users?limit=many,400",
        "GET,/v1/users?limit=99999999999,400",
        "GET,/v1/users?cursor=!!!,400",
        "GET,/v1/users?cursor=a,400",
        "POST,/v1/users,405",
        "DELETE,/v1/users/ann/decision,405",
        "PUT,/v1/evaluate,405",
        "GET,/v1/evaluate,405",
        "PATCH,/v1/segments,405",
    })
    void what_can_not_be_answered_is_a_problem(String method, String path, int status) throws Exception {
        problem(call(method, path, admin(), null), status);
    }

    // What failed outside of the controllers was answered to holders of the key with 401 "A key is needed".
    @ParameterizedTest
    @CsvSource({
        "GET,/v1/users/a%0Ab/decision,400",
        "GET,/v1/users/../decision,400",
        "GET,/v1/users/ann/decision?asOf=%zz,400",
        "FOO,/v1/evaluate,400",
        "FOO,/v1/a[b],400",
        "TRACE,/v1/evaluate,405",
        "GET,/error,404",
    })
    void a_failure_is_not_told_as_a_missing_key(String method, String path, int status) throws Exception {
        var answer = raw("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                .formatted(method, path, admin()));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"status\":" + status)
                .doesNotContain("Exception", "io.segue", "org.spring", "java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/png", "text/plain;q=0.1", "garbage", "*/*", ""})
    void no_accept_header_makes_it_fail(String accept) throws Exception {
        for (var path : List.of(
                "/v1/users/ann/decision",
                "/v1/users/nobody/decision",
                "/v1/users?limit=0",
                "/v1/segments",
                "/v1/nowhere",
                "/v1/users/a%00b/decision")) {
            var request = HttpRequest.newBuilder(segue.uri(path))
                    .header("Authorization", admin())
                    .header("Accept", accept)
                    .build();
            var answer = CLIENT.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(path).isBetween(200, 499);
            assertThat(answer.body()).as(path).doesNotContain("<html", "Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "[{\"userId\":\"u\"}]",
                "\"u\"",
                "7",
                "true",
                "null",
                "{}",
                "{\"userId\":null}",
                "{\"userId\":7}",
                "{\"userId\":\"\"}",
                "{\"userId\":\"u\",\"userId\":\"v\"}",
                "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":1,\"sessions7d\":2}}",
                "{\"userId\":\"u\"} {}",
                "{\"userId\":\"u\",}",
                "{'userId':'u'}",
                "{\"userId\":\"u\",\"metrics\":[]}",
                "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":NaN}}",
                "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":1e999}}",
                "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":1e400000000}}",
                "{\"userId\":\"u\",\"traits\":{\"arr\":1e999}}",
                "{\"userId\":\"u\",\"traits\":{\"plan\":\"gold\"}}",
                "{\"userId\":\"u\",\"asOf\":\"yesterday\"}",
                "{\"userId\":\"u\",\"unknown\":1}",
                "{\"userId\":\"u\",\"milestones\":[1]}",
            })
    void a_body_that_is_no_request_is_a_problem(String body) throws Exception {
        problem(call("POST", "/v1/evaluate", admin(), body), 400);
    }

    @Test
    void a_body_nested_deeply_is_a_problem() throws Exception {
        for (int depth : new int[] {400, 2_000, 100_000})
            problem(
                    call(
                            "POST",
                            "/v1/evaluate",
                            admin(),
                            "{\"userId\":\"u\",\"traits\":" + "[".repeat(depth) + "]".repeat(depth) + "}"),
                    400);
    }

    /** Half of a surrogate pair is JSON, but no text that can be written out again. */
    @Test
    void half_a_character_does_not_make_it_fail() throws Exception {
        var answer = call("POST", "/v1/evaluate", admin(), "{\"userId\":\"\\ud800\"}");

        assertThat(answer.statusCode()).isBetween(200, 499);
    }

    @Test
    void another_content_type_is_a_problem() throws Exception {
        for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "garbage")) {
            var request = HttpRequest.newBuilder(segue.uri("/v1/evaluate"))
                    .header("Authorization", admin())
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"userId\":\"u\"}"))
                    .build();

            problem(CLIENT.send(request, BodyHandlers.ofString()), 415);
        }
    }

    /** Any length had been read and kept as objects. */
    @Test
    void a_body_that_is_too_large_is_refused_whether_or_not_its_length_is_told() throws Exception {
        var body = "{\"userId\":\"u\",\"milestones\":[" + "\"x\",".repeat(1_250_000) + "\"x\"]}";
        for (var publisher : List.of(
                BodyPublishers.ofString(body),
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body.getBytes())))) {
            var request = HttpRequest.newBuilder(segue.uri("/v1/evaluate"))
                    .header("Authorization", admin())
                    .header("Content-Type", "application/json")
                    .POST(publisher)
                    .build();

            problem(CLIENT.send(request, BodyHandlers.ofString()), 413);
        }
        var large = "{\"userId\":\"u\",\"milestones\":[\"" + "x".repeat(900_000) + "\"]}";
        assertThat(call("POST", "/v1/evaluate", admin(), large).statusCode()).isEqualTo(200);
    }

    @Test
    void what_the_server_itself_refuses_tells_nothing_of_it() throws Exception {
        for (var request : List.of(
                "GARBAGE\r\n\r\n",
                "GET /v1/users HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /v1/users?<> HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /v1/users/a%00b/decision HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /v1/users/a%zzb/decision HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /v1/users/%ff/decision HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /v1/users HTTP/1.1\r\nHost: a b\r\n\r\n",
                "TRACE /v1/users HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")) {
            var answer = raw(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .containsPattern("^HTTP/1.1 [45]0[0-9]")
                    .doesNotContainIgnoringCase("tomcat")
                    .doesNotContain("Exception", "HTTP/1.1 500");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "a//b",
                "a/../b",
                "a%b",
                "100%",
                "%2F",
                "%2e%2e",
                "a;b",
                ";",
                "a b",
                " ",
                "a+b",
                "a?b",
                "a#b",
                "a&b=c",
                "a\\b",
                "\"quoted\"",
                "<b>",
                "üñï-日本-\ud83d\ude80",
                "e\u0301",
                "a.json",
                "a.b.",
                "...",
                "decision",
                "a@b.example",
                "'; DROP TABLE events; --",
                "a,b",
                "[a]",
                "{a}",
                "a:b|c^d`e",
            })
    void an_id_of_any_shape_is_decided_on(String id) {
        if (id.isBlank()) return;
        segue.send(List.of(identify(id, "2026-06-10T10:00:00Z", "\"plan\":\"pro\"")));

        var decision = segue.decision(id, AS_OF);

        assertThat(decision.get("userId").asString()).isEqualTo(id);
        assertThat(decision.get("segments").get("planTier").asString()).isEqualTo("PRO");
        assertThat(found(id)).contains(id);
        segue.send(List.of(("{\"type\":\"group\",\"userId\":%s,\"groupId\":%s,\"timestamp\":\"2026-06-11T10:00:00Z\","
                        + "\"messageId\":%s}")
                .formatted(JSON.writeValueAsString(id), JSON.writeValueAsString("acc " + id), quoted("g" + id))));
        var account = segue.get("/v1/accounts/" + RunningSegue.encoded("acc " + id) + "?asOf=" + AS_OF);
        assertThat(account.get("members").get(0).get("userId").asString()).isEqualTo(id);
    }

    /** Only dots: Tomcat takes such a segment for a step up the path, however it is written. */
    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void an_id_of_one_or_two_dots_is_never_answered_for_somebody_else(String id) throws Exception {
        segue.send(List.of(identify(id, "2026-06-10T10:00:00Z", "\"plan\":\"pro\"")));

        var answer = raw("GET /v1/users/" + id.replace(".", "%2E") + "/decision HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: " + admin() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (200|40[04])");
        if (answer.startsWith("HTTP/1.1 200")) assertThat(answer).contains("\"userId\":\"" + id + "\"");
    }

    @Test
    void an_id_has_at_most_256_characters() throws Exception {
        var longest = "é".repeat(256);
        segue.send(List.of(identify(longest, "2026-06-10T10:00:00Z", "")));

        assertThat(segue.decision(longest, AS_OF).get("userId").asString()).isEqualTo(longest);
        problem(call("GET", "/v1/users/" + RunningSegue.encoded("é".repeat(257)) + "/decision", admin(), null), 404);
        problem(call("POST", "/v1/evaluate", admin(), "{\"userId\":\"%s\"}".formatted("x".repeat(257))), 400);
        assertThat(call("POST", "/v1/evaluate", admin(), "{\"userId\":\"%s\"}".formatted("x".repeat(256)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pages_of_users_hold_each_once_and_none_that_was_merged() {
        var messages = new ArrayList<String>();
        var expected = new TreeSet<String>();
        for (int i = 0; i < 230; i++) {
            var id = "page_%03d".formatted(i);
            messages.add(identify(id, "2026-06-10T10:00:00Z", "\"email\":\"%s@pages.example\"".formatted(id)));
            if (i % 10 == 3)
                messages.add(
                        "{\"type\":\"alias\",\"previousId\":\"%s\",\"userId\":\"page_000\",\"timestamp\":\"2026-06-11T10:00:00Z\",\"messageId\":\"al%d\"}"
                                .formatted(id, i));
            else expected.add(id);
        }
        segue.send(messages);

        for (int limit : new int[] {1, 7, 50, 500}) {
            var seen = new ArrayList<String>();
            String cursor = null;
            do {
                var page =
                        segue.get("/v1/users?query=page_&limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor));
                page.get("users").forEach(user -> seen.add(user.get("userId").asString()));
                assertThat(page.get("users").size()).isLessThanOrEqualTo(limit);
                cursor = page.get("cursor").isNull() ? null : page.get("cursor").asString();
            } while (cursor != null);

            assertThat(seen).as("limit %d", limit).containsExactlyElementsOf(expected);
        }
        // of the 50 asked for, 5 are merged
        assertThat(found("PAGES.EXAMPLE")).hasSize(45);
        assertThat(found("page%003")).isEmpty();
        assertThat(found("page-00")).isEmpty();
        assertThat(found("' OR 1=1 --")).isEmpty();
    }

    @Test
    void a_merged_user_is_answered_for_by_the_other_but_not_before_the_merge() {
        segue.send(
                List.of(
                        identify("old", "2026-06-01T10:00:00Z", "\"role\":\"designer\""),
                        identify("new", "2026-06-01T11:00:00Z", "\"plan\":\"pro\""),
                        "{\"type\":\"alias\",\"previousId\":\"old\",\"userId\":\"new\",\"timestamp\":\"2026-06-15T10:00:00Z\",\"messageId\":\"alias-old\"}"));

        assertThat(segue.decision("old", AS_OF)).isEqualTo(segue.decision("new", AS_OF));
        assertThat(segue.decision("old", AS_OF).get("userId").asString()).isEqualTo("new");
        assertThat(segue.decision("old", Instant.parse("2026-06-14T10:00:00Z"))
                        .get("userId")
                        .asString())
                .isEqualTo("old");
    }

    @Test
    void an_account_tells_its_figures_its_members_and_whose_tier_it_has() {
        var messages = new ArrayList<String>();
        for (var user : List.of("m1", "m2", "m3")) {
            messages.add(identify(user, "2026-06-01T10:00:00Z", ""));
            messages.add(
                    "{\"type\":\"group\",\"userId\":\"%s\",\"groupId\":\"tier-acc\",\"traits\":{\"name\":\"Tier\",\"plan\":\"pro\",\"usageOfLimit\":0.9},\"timestamp\":\"2026-06-02T10:00:00Z\",\"messageId\":\"gr-%s\"}"
                            .formatted(user, user));
            messages.add(track(user, "Feature Used", "2026-06-29T10:00:00Z", "\"feature\":\"tasks\""));
        }
        messages.add(track("m2", "Pricing Page Viewed", "2026-06-29T11:00:00Z", ""));
        messages.add(track("m2", "Locked Feature Clicked", "2026-06-29T11:01:00Z", ""));
        messages.add(track("m2", "Member Added", "2026-06-29T11:02:00Z", ""));
        messages.add(track("m2", "Content Shared", "2026-06-29T11:03:00Z", ""));
        segue.send(messages);

        var account = segue.get("/v1/accounts/tier-acc?asOf=" + AS_OF);

        assertThat(account.get("figures").get("members").asInt()).isEqualTo(3);
        assertThat(account.get("figures").get("activeUsers28d").asInt()).isEqualTo(3);
        assertThat(account.get("figures").get("pricingViews7d").asInt()).isEqualTo(1);
        assertThat(account.get("salesTier").get("userId").asString()).isEqualTo("m2");
        assertThat(account.get("salesTier").get("tier").asInt()).isEqualTo(2);
        assertThat(account.get("salesTier").get("why").get(0).get("decision").asString())
                .isEqualTo("actions.salesTier");
        assertThat(account.get("members")).hasSize(3);
        assertThat(account.get("members").get(1).get("userId").asString()).isEqualTo("m2");
        assertThat(account.get("members").get(1).get("salesTier").asInt())
                .isEqualTo(segue.decision("m2", AS_OF)
                        .get("actions")
                        .get("salesTier")
                        .get("tier")
                        .asInt());
    }

    @Test
    void deciding_twice_gives_the_same_bytes() throws Exception {
        segue.send(List.of(
                identify("twice", "2026-06-01T10:00:00Z", "\"role\":\"designer\",\"marketingConsent\":true"),
                track("twice", "Feature Used", "2026-06-29T10:00:00Z", "\"feature\":\"tasks\"")));
        var path = "/v1/users/twice/decision?asOf=" + AS_OF;

        assertThat(segue.ask(path).body()).isEqualTo(segue.ask(path).body());
    }

    private static List<String> found(String query) {
        var users = new ArrayList<String>();
        segue.get("/v1/users?query=" + RunningSegue.encoded(query))
                .get("users")
                .forEach(user -> users.add(user.get("userId").asString()));
        return users;
    }

    static String identify(String id, String timestamp, String traits) {
        return "{\"type\":\"identify\",\"userId\":%s,\"timestamp\":\"%s\",\"messageId\":%s,\"traits\":{%s}}"
                .formatted(JSON.writeValueAsString(id), timestamp, quoted("id" + id), traits);
    }

    static String track(String id, String event, String timestamp, String properties) {
        return "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"%s\",\"messageId\":%s,\"properties\":{%s}}"
                .formatted(id, event, timestamp, quoted(id + event + timestamp + properties), properties);
    }

    private static String quoted(String seed) {
        return "\"" + java.util.UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.body())
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.segue", "org.spring", "tools.jackson", "java.");
    }

    private static String admin() {
        return "Bearer " + RunningSegue.ADMIN_KEY;
    }

    private static HttpResponse<String> call(String method, String path, String key, String body) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        if (key != null) request.header("Authorization", key);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** What a client that checks nothing would send, byte for byte. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", segue.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
