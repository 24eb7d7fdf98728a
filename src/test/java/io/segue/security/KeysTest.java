package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The life of keys, as administrators lead it over HTTP. */
class KeysTest {
    private static final String ADMIN = RunningSegue.ADMIN_KEY;

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

    private static int opens(String key) {
        return http.send("GET", "/v1/users", key, null).statusCode();
    }

    private static JsonNode make(String body) {
        var made = http.send("POST", "/v1/admin/keys", ADMIN, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Http.json(made);
    }

    @Test
    void a_key_is_shown_once_and_kept_as_a_hash() throws Exception {
        var made = make("{\"name\":\"Übersicht\",\"scopes\":[\"read\"]}");
        var key = made.get("key").asString();
        var id = made.get("id").asString();

        assertThat(opens(key)).isEqualTo(200);
        assertThat(http.send("GET", "/v1/users", null, null, "X-API-Key", key).statusCode())
                .isEqualTo(200);
        for (var path : List.of("/v1/admin/keys", "/v1/admin/keys/" + id))
            assertThat(http.send("GET", path, ADMIN, null).body())
                    .contains("Übersicht", id)
                    .doesNotContain(key, key.substring(key.length() - 64), "\"key\":");
        assertThat(secretIsIn(key.substring(key.length() - 64))).isFalse();
        assertThat(secretIsIn("Übersicht")).isTrue();
    }

    private static boolean secretIsIn(String text) throws Exception {
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).contains(text))
                    return true;
        }
        return false;
    }

    @Test
    void a_rotated_key_is_another_and_the_one_before_stays_for_the_overlap() {
        var made = make("{\"name\":\"r\",\"scopes\":[\"read\"]}");
        var path = "/v1/admin/keys/" + made.get("id").asString() + "/rotate";
        var first = made.get("key").asString();

        var second = Http.json(http.send("POST", path, ADMIN, "{\"overlapSeconds\":60}"))
                .get("key")
                .asString();
        assertThat(List.of(opens(first), opens(second))).containsExactly(200, 200);

        var third = Http.json(http.send("POST", path, ADMIN, "{\"overlapSeconds\":0}"))
                .get("key")
                .asString();
        assertThat(List.of(opens(first), opens(second), opens(third))).containsExactly(401, 401, 200);
    }

    /** A key that was made while all were read anew had been unknown until they were read again, 5 seconds later. */
    @Test
    void a_key_is_good_at_once_whatever_else_goes_on() throws Exception {
        var keys = segue.bean(Keys.class);
        var over = new AtomicBoolean();
        var reader = new Thread(() -> {
            while (!over.get()) keys.keepUp();
        });
        reader.start();
        try {
            var wish = new ApiKey.Wish("n", Set.of(Scope.READ), Set.of(), null, null);
            for (int i = 0; i < 100; i++) {
                var issued = keys.make(wish, Caller.ANYONE);
                assertThat(keys.made(KeyText.read(issued.secret()).orElseThrow()))
                        .as("key %d", i)
                        .isPresent();
            }
        } finally {
            over.set(true);
            reader.join();
        }
    }

    @Test
    void a_revoked_key_opens_nothing_from_then_on() {
        var made = make("{\"name\":\"r\",\"scopes\":[\"read\"]}");
        var path = "/v1/admin/keys/" + made.get("id").asString();

        var revoked = http.send("DELETE", path, ADMIN, null);
        assertThat(Http.json(revoked).get("revokedAt").isNull()).isFalse();
        assertThat(opens(made.get("key").asString())).isEqualTo(401);

        var again = http.send("DELETE", path, ADMIN, null);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(revoked.body());
        assertThat(http.send("POST", path + "/rotate", ADMIN, null).statusCode())
                .isEqualTo(404);
        assertThat(http.send("DELETE", "/v1/admin/keys/000000000000", ADMIN, null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_key_ends_when_it_was_said_to() {
        var end = Instant.now().plusSeconds(2);
        var key = make("{\"name\":\"short\",\"scopes\":[\"read\"],\"expiresAt\":\"%s\"}".formatted(end))
                .get("key")
                .asString();

        assertThat(opens(key)).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> opens(key) == 401);
        assertThat(Instant.now()).isAfter(end);
    }

    @Test
    void when_a_key_was_used_is_shown_and_kept() {
        var made = make("{\"name\":\"used\",\"scopes\":[\"read\"]}");
        var path = "/v1/admin/keys/" + made.get("id").asString();
        assertThat(Http.json(http.send("GET", path, ADMIN, null))
                        .get("lastUsedAt")
                        .isNull())
                .isTrue();

        opens(made.get("key").asString());

        assertThat(Http.json(http.send("GET", path, ADMIN, null))
                        .get("lastUsedAt")
                        .isNull())
                .isFalse();
        var id = made.get("id").asString();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> segue.bean(KeyStore.class).all().stream()
                .anyMatch(kept -> kept.key().id().equals(id) && kept.key().lastUsedAt() != null));
    }

    @Test
    void a_browser_key_works_from_its_own_pages_only() {
        var key = http.key("evaluate", "\"origins\":[\"https://app.example.com\"]");
        var body = "{\"context\":{\"targetingKey\":\"ann\"}}";
        var path = "/ofrep/v1/evaluate/flags";

        assertThat(http.send("POST", path, key, body, "Origin", "https://app.example.com")
                        .statusCode())
                .isEqualTo(200);
        for (var origin : List.of(
                "https://evil.example.com", "null", "https://app.example.com.evil.com", "http://app.example.com"))
            assertThat(http.send("POST", path, key, body, "Origin", origin).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        assertThat(http.send("POST", path, key, body).statusCode()).isEqualTo(403);
    }

    @Test
    void browsers_are_told_which_pages_may_ask() {
        http.key("evaluate", "\"origins\":[\"https://shop.example.com\"]");
        var preflight = new String[] {
            "Origin",
            "https://shop.example.com",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type,if-none-match,x-api-key"
        };

        var allowed = http.send("OPTIONS", "/ofrep/v1/evaluate/flags", null, null, preflight);
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example.com");

        preflight[1] = "https://evil.example.com";
        assertThat(http.send("OPTIONS", "/ofrep/v1/evaluate/flags", null, null, preflight)
                        .statusCode())
                .isEqualTo(403);
        preflight[1] = "https://shop.example.com";
        assertThat(http.send("OPTIONS", "/v1/users", null, null, preflight)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        var refused = http.send("POST", "/ofrep/v1/evaluate/flags", null, "{}", "Origin", "https://shop.example.com");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "Retry-After");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /name /scopes",
                "{\"name\":\" \",\"scopes\":[\"read\"]} | /name",
                "{\"name\":\"n\",\"scopes\":[\"reed\",\"read\",\"root\"]} | /scopes/0 /scopes/2",
                "{\"name\":\"n\",\"scopes\":\"read\"} | /scopes /scopes",
                "{\"name\":\"n\",\"scopes\":[1]} | /scopes/0 /scopes",
                "{\"name\":\"n\",\"scopes\":[\"ingest\",\"read\"]} | /scopes",
                "{\"name\":\"n\",\"scopes\":[\"evaluate\"]} | /origins",
                "{\"name\":\"n\",\"scopes\":[\"evaluate\"],\"origins\":[\"https://a.com/x\",\"*\",\"https://a.com\"]} | /origins/0 /origins/1",
                "{\"name\":\"n\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | /expiresAt",
                "{\"name\":\"n\",\"scopes\":[\"read\"],\"expiresAt\":\"soon\",\"requestsPerSecond\":0,\"colour\":1} | /colour /requestsPerSecond /expiresAt",
            })
    void all_that_is_wrong_with_a_wish_is_told_at_once(String body, String pointers) {
        var before = http.send("GET", "/v1/admin/keys", ADMIN, null).body();

        var refused = http.send("POST", "/v1/admin/keys", ADMIN, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).get("type").asString()).isEqualTo("/problems/body");
        var told = new ArrayList<String>();
        Http.json(refused)
                .get("errors")
                .forEach(error -> told.add(error.get("pointer").asString()));
        assertThat(told).containsExactlyInAnyOrder(pointers.split(" "));
        assertThat(http.send("GET", "/v1/admin/keys", ADMIN, null).body()).isEqualTo(before);
    }

    @Test
    void what_is_done_with_keys_and_what_is_refused_is_audited() {
        var made = make("{\"name\":\"audited\",\"scopes\":[\"sell\"]}");
        var id = made.get("id").asString();
        var key = made.get("key").asString();
        assertThat(opens(key)).isEqualTo(403);
        assertThat(opens(key)).isEqualTo(403);
        http.send("DELETE", "/v1/admin/keys/" + id, ADMIN, null);
        assertThat(opens(key)).isEqualTo(401);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var entries = new ArrayList<String>();
            Http.json(http.send("GET", "/v1/admin/audit?limit=500", ADMIN, null))
                    .get("entries")
                    .forEach(entry -> {
                        entries.add("%s %s %s"
                                .formatted(
                                        entry.get("actor").asString(),
                                        entry.get("action").asString(),
                                        entry.get("target").asString()));
                        assertThat(entry.toString()).doesNotContain(key);
                    });
            assertThat(entries)
                    .contains(
                            "configured:admin key.created " + id,
                            "configured:admin key.revoked " + id,
                            "key:%s refused.scope GET /v1/users".formatted(id),
                            "nobody refused.key GET /v1/users");
        });
    }

    @Test
    void the_audit_comes_in_pages() {
        for (int i = 0; i < 3; i++) make("{\"name\":\"p\",\"scopes\":[\"read\"]}");
        var first = Http.json(http.send("GET", "/v1/admin/audit?limit=2", ADMIN, null));
        var second = Http.json(http.send(
                "GET", "/v1/admin/audit?limit=2&cursor=" + first.get("cursor").asString(), ADMIN, null));

        assertThat(second.get("entries").get(0).get("seq").asLong())
                .isLessThan(first.get("entries").get(1).get("seq").asLong());
        for (var wrong : List.of("limit=0", "limit=501", "cursor=x"))
            assertThat(http.send("GET", "/v1/admin/audit?" + wrong, ADMIN, null).statusCode())
                    .isEqualTo(400);
    }

    @Test
    void a_key_that_asks_too_fast_is_told_when_to_come_again_and_others_are_not() {
        var slow = http.key("read", "\"requestsPerSecond\":2");
        var other = http.key("read", "\"requestsPerSecond\":2");

        var answers = new ArrayList<HttpResponse<String>>();
        for (int i = 0; i < 20; i++) answers.add(http.send("GET", "/v1/users", slow, null));
        var refused =
                answers.stream().filter(answer -> answer.statusCode() == 429).toList();

        assertThat(refused).isNotEmpty();
        assertThat(refused.get(0).headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Http.json(refused.get(0)).get("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(opens(other)).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> opens(slow) == 200);
    }

    @Test
    void a_user_token_is_about_one_user_and_for_flags_only() {
        var server = http.key("decide");
        var minted = Http.json(http.send("POST", "/v1/user-tokens", server, "{\"userId\":\"ann\",\"seconds\":2}"));
        var token = minted.get("token").asString();
        var path = "/ofrep/v1/evaluate/flags";

        assertThat(token).doesNotContain("ann");
        assertThat(http.send("POST", path, token, "{\"context\":{\"targetingKey\":\"ann\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send("GET", "/v1/users/ann/decision", token, null).statusCode())
                .isEqualTo(403);
        for (var forged : List.of(token + "x", token.substring(0, token.length() - 4) + "AAAA", "segue_user_a.b.c.d.e"))
            assertThat(http.send("POST", path, forged, "{}").statusCode())
                    .as(forged)
                    .isEqualTo(401);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> http.send("POST", path, token, "{}").statusCode() == 401);
        assertThat(http.send("POST", "/v1/user-tokens", server, "{\"userId\":\"\",\"seconds\":0}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void many_who_make_rotate_and_revoke_at_once_leave_each_key_in_one_state() throws Exception {
        var id = make("{\"name\":\"busy\",\"scopes\":[\"read\"]}").get("id").asString();
        var pool = Executors.newFixedThreadPool(8);
        var statuses = new ArrayList<Integer>();
        try {
            var work = new ArrayList<java.util.concurrent.Callable<Integer>>();
            for (int i = 0; i < 24; i++) {
                int turn = i;
                work.add(() -> switch (turn % 3) {
                    case 0 ->
                        http.send("POST", "/v1/admin/keys/" + id + "/rotate", ADMIN, null)
                                .statusCode();
                    case 1 ->
                        http.send("POST", "/v1/admin/keys", ADMIN, "{\"name\":\"n\",\"scopes\":[\"read\"]}")
                                .statusCode();
                    default ->
                        turn < 15
                                ? 200
                                : http.send("DELETE", "/v1/admin/keys/" + id, ADMIN, null)
                                        .statusCode();
                });
            }
            for (var done : pool.invokeAll(work)) statuses.add(done.get());
        } finally {
            pool.shutdown();
        }

        assertThat(statuses).allMatch(status -> status == 200 || status == 201 || status == 404);
        assertThat(Http.json(http.send("GET", "/v1/admin/keys/" + id, ADMIN, null))
                        .get("revokedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_from_misusing_them() {
        var headers = http.send("GET", "/v1/users", ADMIN, null).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }
}
