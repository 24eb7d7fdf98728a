package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.sun.net.httpserver.HttpServer;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import io.segue.support.Wire;
import io.segue.support.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Attacks, one by one, as src/docs/security.md lists them. */
@ExtendWith(OutputCaptureExtension.class)
class AttacksTest {
    private static final String ADMIN = RunningSegue.ADMIN_KEY;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

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

    /** Sends lines and a body as they are. */
    private static List<Answer> raw(String head, byte[] body) throws IOException {
        var answers = new ArrayList<Answer>();
        try (var wire = new Wire(segue.uri("/").getPort(), PATIENCE)) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            wire.send(bytes.toByteArray());
            wire.sendNoMore();
            for (var next = wire.read(head.startsWith("HEAD"), PATIENCE);
                    next.isPresent();
                    next = wire.read(false, PATIENCE)) {
                answers.add(next.get());
                if (next.get().closes()) break;
            }
        }
        return answers;
    }

    private static Answer raw(String head) throws IOException {
        return raw(head, new byte[0]).get(0);
    }

    @Test
    void addresses_in_what_is_sent_are_never_asked() throws Exception {
        var hits = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:%d/hit".formatted(server.getAddress().getPort());
            var everywhere =
                    ("{\"userId\":\"%1$s\",\"anonymousId\":\"%1$s\",\"event\":\"%1$s\",\"name\":\"%1$s\",\"groupId\":\"%1$s\",\"previousId\":\"%1$s\","
                                    + "\"traits\":{\"avatar\":\"%1$s\",\"website\":\"%1$s\",\"email\":\"%1$s\",\"plan\":\"%1$s\",\"company\":{\"id\":\"%1$s\"}},"
                                    + "\"properties\":{\"url\":\"%1$s\",\"path\":\"%1$s\",\"referrer\":\"%1$s\"},"
                                    + "\"context\":{\"page\":{\"url\":\"%1$s\"},\"library\":{\"name\":\"%1$s\"},\"ip\":\"%1$s\"}}")
                            .formatted(url);
            for (var call : List.of("identify", "track", "page", "screen", "group", "alias"))
                assertThat(segue.post("/v1/" + call, everywhere).statusCode()).isEqualTo(200);
            segue.post("/v1/evaluate", "{\"userId\":\"%1$s\",\"traits\":{\"useCase\":\"%1$s\"}}".formatted(url));
            segue.post("/v1/user-tokens", "{\"userId\":\"%s\"}".formatted(url));
            http.key("evaluate", "\"origins\":[\"%s\"]".formatted(url.replace("/hit", "")));
            http.send(
                    "POST",
                    "/ofrep/v1/evaluate/flags",
                    ADMIN,
                    "{\"context\":{\"targetingKey\":\"%1$s\",\"url\":\"%1$s\"}}".formatted(url),
                    "Origin",
                    url,
                    "Referer",
                    url,
                    "X-Forwarded-Host",
                    url,
                    "Forwarded",
                    "host=" + url);
            segue.ask("/v1/users/" + RunningSegue.encoded(url) + "/decision");
            segue.ask("/v1/accounts/" + RunningSegue.encoded(url));
            // a token that names where its key is to be found
            var header = java.util.Base64.getUrlEncoder()
                    .encodeToString("{\"alg\":\"RS256\",\"jku\":\"%1$s\",\"x5u\":\"%1$s\"}"
                            .formatted(url)
                            .getBytes(StandardCharsets.UTF_8));
            http.send("GET", "/v1/users", header + ".e30.x", null);
            http.send("GET", "/v1/users", "segue_user_" + header + "....", null);
            Thread.sleep(500);
        } finally {
            server.stop(0);
        }

        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "..%2f..%2f..%2f..%2fetc%2fpasswd",
                "%2e%2e%2f%2e%2e%2fapplication.yaml",
                "..%5c..%5capplication.yaml",
                "..;/..;/admin/keys",
                "%252e%252e%252fapplication.yaml",
                "..%c0%af..%c0%afetc/passwd",
                "file:%2f%2f%2fetc%2fpasswd",
                "decision-tables%2fengagement.xlsx",
            })
    void no_path_leads_to_a_file(String way) throws Exception {
        for (var root : List.of(
                "/",
                "/v1/users/",
                "/v1/accounts/",
                "/v1/refresh/",
                "/v1/admin/keys/",
                "/problems/",
                "/actuator/metrics/",
                "/actuator/health/",
                "/ofrep/v1/evaluate/flags/")) {
            var answer =
                    raw("GET %s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n".formatted(root + way, ADMIN));

            assertThat(answer.status()).as(root + way).isBetween(400, 499);
            assertThat(answer.text()).doesNotContain("root:", "segue:", "PK\u0003");
        }
    }

    /** What leads past the doors for one reader of paths must not for the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/../../v1/admin/keys",
                "/actuator/health/..;/..;/v1/admin/keys",
                "/problems/%2e%2e/v1/admin/keys",
                "/problems/..%2fv1%2fadmin%2fkeys",
                "/v1/track/../admin/keys",
                "/v1/track/..;/admin/keys",
                "//v1/admin/keys",
                "/./v1/admin/keys",
                "/v1;x=y/admin;z/keys",
                "/v1/admin/keys/",
                "/v1/admin/keys;.css",
                "/v1/admin/keys.json",
                "/V1/ADMIN/KEYS",
                "/%76%31/admin/keys",
                "/v1%2fadmin%2fkeys",
                "/v1/admin/keys%20",
                "/v1/admin/keys%00",
                "/v1/admin/keys?/actuator/health",
                "http://localhost/v1/admin/keys",
                "http://localhost/actuator/health/../../v1/admin/keys",
            })
    void no_way_of_writing_a_path_opens_a_door(String path) throws Exception {
        for (var headers : List.of(
                "",
                "X-Original-URL: /actuator/health\n",
                "X-Forwarded-Prefix: /actuator/health\n",
                "X-Forwarded-For: 127.0.0.1\n",
                "X-HTTP-Method-Override: OPTIONS\n"))
            for (var method : List.of("GET", "HEAD", "POST"))
                assertThat(raw("%s %s HTTP/1.1\nHost: localhost\n%s%s\n"
                                        .formatted(
                                                method,
                                                path,
                                                headers,
                                                method.equals("POST") ? "Content-Length: 0\n" : ""))
                                .status())
                        .as(method + " " + path)
                        .isBetween(400, 499);
    }

    @Test
    void another_page_can_make_a_browser_send_nothing_that_counts() {
        // what forms and scripts send without asking first: no header of ours, a plain content type, cookies
        for (var path : List.of("/v1/admin/keys", "/v1/refresh", "/v1/evaluate", "/v1/user-tokens"))
            for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
                var answer = http.send(
                        "POST",
                        path,
                        null,
                        null,
                        "Content-Type",
                        type,
                        "Origin",
                        "https://evil.example",
                        "Cookie",
                        "a=b");
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .isEmpty();
            }
        for (var path : List.of("/v1/admin/keys", "/v1/users", "/v1/evaluate", "/actuator/metrics")) {
            var preflight = http.send(
                    "OPTIONS",
                    path,
                    null,
                    null,
                    "Origin",
                    "https://evil.example",
                    "Access-Control-Request-Method",
                    "POST");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(http.send("GET", "/v1/users", ADMIN, null).headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void script_comes_back_as_data_that_no_browser_runs() {
        var script = "<script>alert(1)</script>";
        segue.post(
                "/v1/identify",
                "{\"userId\":\"%1$s\",\"traits\":{\"name\":\"%1$s\",\"email\":\"%1$s\"}}".formatted(script));
        for (var path : List.of(
                "/v1/users?query=script",
                "/v1/users/" + RunningSegue.encoded(script) + "/decision",
                "/v1/users/" + RunningSegue.encoded(script + "2") + "/decision",
                "/v1/accounts/" + RunningSegue.encoded(script),
                "/v1/users?limit=" + RunningSegue.encoded(script))) {
            var answer = segue.ask(path);

            assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }
        // the only pages there are
        var page = http.send(
                "GET",
                "/problems/body?x=" + RunningSegue.encoded(script),
                null,
                null,
                "Referer",
                script,
                "User-Agent",
                script);
        assertThat(page.body()).contains("<h1>").doesNotContain("<script", "script>");
        assertThat(http.send("GET", "/problems/" + RunningSegue.encoded(script), null, null)
                        .body())
                .doesNotContain("<", ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "'; DROP TABLE event; --",
                "x') UNION SELECT value, 1 FROM shared_secret --",
                "\\",
                "%",
                "_",
                "*)(uid=*))(|(uid=*",
                "${1911*7919}",
                "#{1911*7919}",
                "T(Runtime).getRuntime().exec('true')",
                "${jndi:ldap://127.0.0.1:1/a}",
                "{{1911*7919}}",
                "=1911*7919",
            })
    void what_is_code_elsewhere_is_text_here(String text) {
        var quoted = JSON.writeValueAsString(text);
        assertThat(segue.post(
                                "/v1/identify",
                                "{\"userId\":\"coder\",\"messageId\":%1$s,\"traits\":{\"name\":%1$s,\"plan\":%1$s,\"role\":%1$s}}"
                                        .formatted(quoted))
                        .statusCode())
                .isEqualTo(200);
        var events = segue.get("/v1/admin/journal").get("events").asLong();

        for (var answer : List.of(
                segue.ask("/v1/users?query=" + RunningSegue.encoded(text)),
                segue.ask("/v1/users/coder/decision"),
                segue.post(
                        "/v1/evaluate",
                        "{\"userId\":%1$s,\"traits\":{\"role\":%1$s,\"country\":%1$s}}".formatted(quoted)))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("15133209");
        }
        var found = new ArrayList<String>();
        segue.get("/v1/users?query=" + RunningSegue.encoded(text))
                .get("users")
                .forEach(user -> found.add(user.get("userId").asString()));
        assertThat(found).containsExactly("coder");
        assertThat(segue.get("/v1/admin/journal").get("events").asLong()).isEqualTo(events);
    }

    @Test
    void nobody_writes_a_line_of_the_log_or_a_header_of_the_answer(CapturedOutput output) throws Exception {
        var line = "\r\nFORGED-LINE: 1\r\n";
        var encoded = RunningSegue.encoded(line);
        var quoted = JSON.writeValueAsString(line);
        for (var head : List.of(
                "GET /v1/users/%s/decision HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n"
                        .formatted(encoded, ADMIN),
                "GET /nowhere/../%s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n".formatted(encoded, ADMIN),
                "GET /META-INF/%s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n".formatted(encoded, ADMIN),
                "GET /v1/users?limit=%s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n"
                        .formatted(encoded, ADMIN),
                "GET /v1/users?%s=1 HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n".formatted(encoded, ADMIN),
                "GET /actuator/metrics/%s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n"
                        .formatted(encoded, ADMIN),
                "GET /problems/%s HTTP/1.1\nHost: localhost\n\n".formatted(encoded),
                "GET /v1/users HTTP/1.1\nHost: localhost\nAccept: %s\nAuthorization: Bearer %s\n\n"
                        .formatted(encoded, ADMIN),
                "GET /v1/users HTTP/1.1\nHost: localhost\nX: a\n folded: FORGED-LINE\nAuthorization: Bearer %s\n\n"
                        .formatted(ADMIN)))
            for (var answer : raw(head, new byte[0]))
                assertThat(answer.header("FORGED-LINE")).isEmpty();
        segue.post(
                "/v1/identify",
                "{\"userId\":%1$s,\"messageId\":%1$s,\"type\":%1$s,\"timestamp\":%1$s,\"traits\":{\"plan\":%1$s,%1$s:1}}"
                        .formatted(quoted));
        segue.post("/v1/evaluate", "{\"userId\":%1$s,\"asOf\":%1$s,%1$s:1}".formatted(quoted));
        segue.post("/v1/admin/keys", "{\"name\":%1$s,\"scopes\":[\"read\"]}".formatted(quoted));
        http.send("GET", "/v1/users", "wrong" + encoded, null);

        assertThat(output.getAll().lines()).noneMatch(logged -> logged.startsWith("FORGED-LINE"));
        // one entry stays one entry, however the key is named
        assertThat(segue.get("/v1/admin/audit")
                        .get("entries")
                        .get(0)
                        .get("action")
                        .asString())
                .isEqualTo("key.created");
    }

    @Test
    void a_request_hidden_in_the_body_of_another_is_not_answered() throws Exception {
        var hidden = "GET /v1/admin/keys HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n\n"
                .formatted(ADMIN)
                .replace("\n", "\r\n");
        for (var frame : List.of(
                "Content-Length: %d\nTransfer-Encoding: chunked".formatted(hidden.length() + 5),
                "Transfer-Encoding: chunked\nContent-Length: %d".formatted(hidden.length() + 5),
                "Transfer-Encoding: xchunked\nContent-Length: %d".formatted(hidden.length() + 5),
                "Transfer-Encoding: chunked, identity\nContent-Length: 5",
                "Content-Length: 5\nContent-Length: %d".formatted(hidden.length() + 5),
                "Content-Length: +5",
                "Content-Length: 5, %d".formatted(hidden.length() + 5),
                "Transfer-Encoding : chunked\nContent-Length: %d".formatted(hidden.length() + 5))) {
            var answers = raw(
                    "POST /v1/evaluate HTTP/1.1\nHost: localhost\n" + frame + "\n\n",
                    ("0\r\n\r\n" + hidden).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(answers).as(frame).hasSizeLessThanOrEqualTo(1);
            answers.forEach(answer -> assertThat(answer.status()).isBetween(400, 499));
        }
    }

    @Test
    void nothing_but_json_is_read() throws Exception {
        var xxe = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        for (var type : List.of(
                "application/xml",
                "text/xml",
                "application/x-java-serialized-object",
                "application/yaml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"))
            assertThat(http.send("POST", "/v1/evaluate", ADMIN, xxe, "Content-Type", type)
                            .statusCode())
                    .isIn(400, 415);
        var sent = segue.post("/v1/track", xxe);
        assertThat(sent.statusCode()).isEqualTo(400);
        assertThat(sent.body()).doesNotContain("root:");
    }

    @Test
    void a_bomb_is_unpacked_no_further_than_the_limit() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) gzip.write(zeros);
        }
        long begin = System.nanoTime();

        var answer = raw(
                "POST /v1/batch HTTP/1.1\nHost: localhost\nContent-Encoding: gzip\nContent-Length: %d\n\n"
                        .formatted(bomb.size()),
                bomb.toByteArray());

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0).status()).isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    /** Members take Java objects from each other, so a stranger at the port could run code. */
    @Test
    void members_of_the_cluster_are_reached_on_this_machine_only() throws Exception {
        var member = segue.bean(HazelcastInstance.class).getCluster().getLocalMember();
        assertThat(member.getAddress().getInetAddress().isLoopbackAddress()).isTrue();
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces()))
            for (var address : Collections.list(network.getInetAddresses()))
                if (!address.isLoopbackAddress())
                    assertThatThrownBy(
                                    () -> connect(address, member.getAddress().getPort()))
                            .isInstanceOf(IOException.class);
    }

    @Test
    void members_read_no_objects_but_their_own() {
        var strangers = segue.bean(HazelcastInstance.class).<String, Object>getMap("strangers");
        strangers.put("ours", List.of(Duration.ofSeconds(1)));
        strangers.put("theirs", new java.awt.Point(1, 2));

        assertThat(strangers.get("ours")).isNotNull();
        assertThatThrownBy(() -> strangers.get("theirs")).isInstanceOf(HazelcastSerializationException.class);
        strangers.destroy();
    }

    /** A page of a stranger whose name leads to this machine; without keys only the name it asks for tells it apart. */
    @Test
    void without_keys_only_names_of_this_machine_are_answered(@TempDir Path elsewhere) throws Exception {
        try (var open = RunningSegue.in(elsewhere, "segue.open=true")) {
            for (var host : List.of("localhost", "127.0.0.1", "localhost:8080", "[::1]"))
                assertThat(status(open, host)).as(host).isEqualTo(200);
            for (var host : List.of(
                    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "169.254.1.1"))
                assertThat(status(open, host)).as(host).isEqualTo(403);
        }
    }

    private static int status(RunningSegue open, String host) throws IOException {
        try (var wire = new Wire(open.uri("/").getPort(), PATIENCE)) {
            wire.send(
                    "GET /v1/users HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host).getBytes(StandardCharsets.US_ASCII));
            return wire.read(false, PATIENCE).orElseThrow().status();
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
        }
    }

    @Test
    void text_made_to_keep_patterns_busy_does_not() {
        var busy = List.of(
                "a".repeat(30_000) + "!",
                "(".repeat(15_000),
                "segue_" + "0".repeat(29_000),
                "1".repeat(30_000) + "T",
                "@".repeat(30_000));
        long begin = System.nanoTime();

        for (var text : busy) {
            segue.post("/v1/track", "{\"userId\":\"u\",\"event\":\"%1$s\",\"timestamp\":\"x\"}".formatted(text));
            segue.post("/v1/track", "{\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"%1$s\"}".formatted(text));
            segue.post("/v1/identify", "{\"userId\":\"u\",\"traits\":{\"createdAt\":\"%1$s\"}}".formatted(text));
            segue.post(
                    "/v1/evaluate",
                    "{\"userId\":\"u\",\"asOf\":\"%1$s\",\"traits\":{\"country\":\"%1$s\"}}".formatted(text));
            segue.post(
                    "/v1/admin/keys",
                    "{\"name\":\"n\",\"scopes\":[\"evaluate\"],\"origins\":[\"https://%s\"]}".formatted(text));
            http.send("GET", "/v1/users", text.substring(0, 4_000), null);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    /** Every key has the same hash code, so that a plain hash table would look at all of them for each. */
    @Test
    void keys_that_collide_cost_no_more_than_others() {
        var keys = new ArrayList<String>();
        for (int i = 0; i < 1 << 12; i++) {
            var key = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            keys.add("\"%s\":1".formatted(key));
        }
        var body = "{\"userId\":\"u\",\"traits\":{%s}}".formatted(String.join(",", keys));
        long begin = System.nanoTime();

        segue.post("/v1/evaluate", body);
        segue.post("/v1/batch", "{\"batch\":[%s]}".formatted(body));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_key_in_the_address_opens_nothing_and_no_key_is_logged(CapturedOutput output) {
        for (var name : List.of("access_token", "api_key", "key", "token", "X-API-Key", "Authorization"))
            assertThat(http.send("GET", "/v1/users?" + name + "=" + ADMIN, null, null)
                            .statusCode())
                    .isEqualTo(401);
        var made = http.key("read");
        http.send("GET", "/v1/users", made, null);
        http.send("GET", "/nowhere", made, null);
        http.send("POST", "/v1/track", null, "{\"writeKey\":\"%s\"}".formatted(made));
        http.send("GET", "/v1/users", made + "x", null);
        assertThat(http.send("GET", "/v1/admin/keys", made + "x", null).body()).doesNotContain(made);

        assertThat(output.getAll()).doesNotContain(made, ADMIN, RunningSegue.WRITE_KEY);
        assertThat(segue.get("/v1/admin/audit").toString()).doesNotContain(made, ADMIN);
    }

    @Test
    void what_a_request_says_of_its_host_is_in_no_answer() throws Exception {
        for (var headers : List.of(
                "Host: evil.example\n",
                "Host: localhost\nX-Forwarded-Host: evil.example\nX-Forwarded-Proto: https\n",
                "Host: localhost\nForwarded: host=evil.example\n")) {
            var made = raw(
                            "POST /v1/admin/keys HTTP/1.1\n%sAuthorization: Bearer %s\nContent-Type: application/json\nContent-Length: 32\n\n"
                                    .formatted(headers, ADMIN),
                            "{\"name\":\"n\",\"scopes\":[\"read\"]}  ".getBytes(StandardCharsets.UTF_8))
                    .get(0);
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Location").orElse("")).startsWith("/v1/admin/keys/");
            assertThat(made.headers().toString() + made.text()).doesNotContain("evil");
            for (var path : List.of(
                    "/actuator", "/problems", "/actuator/health", "//evil.example/", "/\\evil.example", "/v1/users/")) {
                var answer = raw("GET %s HTTP/1.1\n%sAuthorization: Bearer %s\n\n".formatted(path, headers, ADMIN));
                assertThat(answer.status()).as(path).isNotIn(301, 302, 303, 307, 308);
                // what was asked for is named in the answer to whoever asked, but not as a host
                assertThat(answer.text()).doesNotContain("\"//");
                if (!path.contains("evil")) assertThat(answer.text()).doesNotContain("evil");
            }
        }
    }

    @Test
    void fields_that_only_the_service_sets_can_not_be_set() {
        for (var field : List.of(
                "\"id\":\"000000000000\"",
                "\"key\":\"segue_x\"",
                "\"hash\":\"0\"",
                "\"createdBy\":\"me\"",
                "\"revokedAt\":null",
                "\"lastUsedAt\":null",
                "\"__proto__\":{\"scopes\":[\"admin\"]}"))
            assertThat(segue.post("/v1/admin/keys", "{\"name\":\"n\",\"scopes\":[\"read\"],%s}".formatted(field))
                            .statusCode())
                    .isEqualTo(400);
        assertThat(segue.post("/v1/user-tokens", "{\"userId\":\"u\",\"purpose\":\"EVENTS\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    /** It had answered 501 and 505, which watchers take for a failing service, without a kind of problem. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT localhost:80 HTTP/1.1\nHost: localhost:80\n\n",
                "GET /v1/users HTTP/9.9\nHost: localhost\n\n",
                "POST /v1/track HTTP/1.1\nHost: localhost\nTransfer-Encoding: gzip\n\n",
                "GET /v1/users HTTP/1.1\nHost: localhost\nExpect: 200-ok\n\n",
            })
    void http_that_the_server_does_not_know_is_the_sender_s_fault(String request) throws Exception {
        var answer = raw(request);

        assertThat(answer.status()).isIn(400, 417);
        assertThat(JSON.readTree(answer.body()).get("type").asString()).isEqualTo("/problems/request");
    }

    /** Each had left a stack trace in the log, and some an answer with 500. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /ofrep/v1/events?token=%c3%28 HTTP/1.1\nHost: localhost\n",
                "POST /ofrep/v1/evaluate/flags HTTP/1.1\nHost: localhost\nOrigin: https://a.example\nContent-Type: */*\nContent-Length: 2\n",
                "POST /v1/track HTTP/1.1\nHost: localhost\nOrigin: https://a.example\nContent-Type: */*\nContent-Length: 2\n",
                "POST /v1/evaluate HTTP/1.1\nHost: localhost\nContent-Type: */*\nContent-Length: 2\n",
                "POST /v1/user-tokens HTTP/1.1\nHost: localhost\nContent-Type: application/*\nContent-Length: 2\n",
                "GET // HTTP/1.1\nHost: localhost\n",
                "GET //a@b:c HTTP/1.1\nHost: localhost\n",
                "GET ///[ HTTP/1.1\nHost: localhost\n",
                "POST ///problems HTTP/1.1\nHost: localhost\nContent-Length: 0\n",
                "GET /actuator/health/a//b HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health//a HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/a/b HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/journal/b/c HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/readiness/b/c HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/readiness/journal/c HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/a%2fb HTTP/1.1\nHost: localhost\n",
                "GET /%61ctuator/health/%2Fb HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/x:y HTTP/1.1\nHost: localhost\n",
                "GET /actuator/health/server:a/:b HTTP/1.1\nHost: localhost\n",
                "GET /actuator/metrics/a%5Cb HTTP/1.1\nHost: localhost\n",
                "GET /v1/users HTTP/1.1\nHost: localhost\nX-API-Key: segue_user_eyJhbGciOiJkaXIifQ....\n",
                "GET /v1/users HTTP/1.1\nHost: localhost\nX-API-Key: segue_user_e30....\n",
                "GET /v1/users?query=%ed%a0%80 HTTP/1.1\nHost: localhost\n",
                "GET /nowhere?query=%zz HTTP/1.1\nHost: localhost\n",
                "POST /v1/evaluate HTTP/1.1\nHost: localhost\nContent-Type: multipart/form-data\nContent-Length: 2\n",
                "GET /nowhere HTTP/1.1\nHost: localhost\nContent-Type: multipart/form-data\nContent-Length: 2\n",
                "DELETE /v1/refresh/1 HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 2\n",
            })
    void a_request_that_can_not_be_read_is_refused_and_leaves_no_trace(String request, CapturedOutput output)
            throws Exception {
        var body = request.contains("Content-Length") ? "%\u00bc" : "";
        var key = request.contains("X-API-Key") ? "" : "Authorization: Bearer " + ADMIN + "\n";
        var answer = raw(request + key + "\n", body.getBytes(StandardCharsets.ISO_8859_1))
                .get(0);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(output.getAll()).doesNotContain(" ERROR ", "\tat ");
    }

    /** The detail had named classes of the JSON library. */
    @Test
    void more_than_one_value_in_a_tracking_call_is_told_in_our_own_words() {
        var refused = segue.post("/v1/track", "{\"userId\":\"u\",\"event\":\"e\"}{}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected one JSON object").doesNotContain("java", "Json", "FAIL_ON");
    }
}
