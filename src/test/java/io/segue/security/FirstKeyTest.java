package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start without any key, and what happens to addresses that guess. */
@ExtendWith(OutputCaptureExtension.class)
class FirstKeyTest {
    private static final Pattern TOKEN = Pattern.compile("setup_[0-9a-f]{64}");
    private static final String FIRST = "{\"name\":\"first\",\"scopes\":[\"admin\"]}";

    @Test
    void the_token_of_a_first_start_makes_one_key(CapturedOutput output, @TempDir Path data) {
        String admin;
        try (var segue = RunningSegue.in(data, "segue.admin-key=", "segue.write-key=")) {
            var http = new Http(segue);
            var found = TOKEN.matcher(output);
            assertThat(found.find()).isTrue();
            var token = found.group();

            assertThat(http.send("GET", "/v1/users", token, null).statusCode()).isEqualTo(403);
            assertThat(http.send("GET", "/v1/admin/keys", token, null).statusCode())
                    .isEqualTo(403);
            var notAdmin = http.send("POST", "/v1/admin/keys", token, "{\"name\":\"n\",\"scopes\":[\"read\"]}");
            assertThat(notAdmin.statusCode()).isEqualTo(400);

            var made = http.send("POST", "/v1/admin/keys", token, FIRST);
            assertThat(made.statusCode()).isEqualTo(201);
            admin = Http.json(made).get("key").asString();
            assertThat(http.send("POST", "/v1/admin/keys", token, FIRST).statusCode())
                    .isEqualTo(401);
            assertThat(http.send("GET", "/v1/users", admin, null).statusCode()).isEqualTo(200);

            var id = Http.json(made).get("id").asString();
            var last = http.send("DELETE", "/v1/admin/keys/" + id, admin, null);
            assertThat(last.statusCode()).isEqualTo(409);
            assertThat(Http.json(last).get("type").asString()).isEqualTo("/problems/conflict");
        }
        int printed = count(output.toString());
        try (var segue = RunningSegue.in(data, "segue.admin-key=", "segue.write-key=")) {
            assertThat(new Http(segue).send("GET", "/v1/users", admin, null).statusCode())
                    .isEqualTo(200);
        }
        assertThat(count(output.toString())).isEqualTo(printed);
    }

    private static int count(String output) {
        return (int) TOKEN.matcher(output).results().count();
    }

    @Test
    void an_address_that_guesses_is_locked_out_while_keys_nobody_can_guess_go_on(@TempDir Path data) {
        try (var segue = RunningSegue.in(data, "segue.security.wrong-keys=5", "segue.security.lockout=3s")) {
            var http = new Http(segue);
            var made = http.key("read");
            var writer = http.key("ingest");
            for (int i = 0; i < 5; i++)
                assertThat(http.send("GET", "/v1/users", "guess" + i, null).statusCode())
                        .isEqualTo(401);

            for (var guess : List.of("guess", RunningSegue.ADMIN_KEY)) {
                var locked = http.send("GET", "/v1/users", guess, null);
                assertThat(locked.statusCode()).isEqualTo(429);
                assertThat(Integer.parseInt(
                                locked.headers().firstValue("Retry-After").orElse("")))
                        .isBetween(1, 3);
            }
            var event = "{\"writeKey\":\"%s\",\"userId\":\"u\",\"event\":\"e\"}";
            assertThat(http.send("POST", "/v1/track", null, event.formatted(RunningSegue.WRITE_KEY))
                            .statusCode())
                    .isEqualTo(429);
            assertThat(http.send("GET", "/v1/users", made, null).statusCode()).isEqualTo(200);
            assertThat(http.send("POST", "/v1/track", null, event.formatted(writer))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.send("GET", "/actuator/health", null, null).statusCode())
                    .isEqualTo(200);

            org.awaitility.Awaitility.await()
                    .until(() -> http.send("GET", "/v1/users", RunningSegue.ADMIN_KEY, null)
                                    .statusCode()
                            == 200);
        }
    }
}
