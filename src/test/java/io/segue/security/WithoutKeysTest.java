package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's way of running: no keys, for this machine only. */
class WithoutKeysTest {
    @TempDir
    Path data;

    /** Any page could have started refreshes and sent events, through the browser of whoever tries the demo. */
    @Test
    void pages_of_other_places_can_have_a_browser_do_nothing() {
        try (var segue = RunningSegue.in(data, "segue.open=true", "segue.admin-key=", "segue.write-key=")) {
            var http = new Http(segue);
            for (var origin : List.of("https://evil.example", "http://localhost.evil.example", "null", "garbage:"))
                for (var path : List.of("/v1/refresh", "/v1/track", "/v1/admin/keys"))
                    assertThat(http.send("POST", path, null, "{}", "Origin", origin)
                                    .statusCode())
                            .as("%s from %s", path, origin)
                            .isEqualTo(403);

            var event = "{\"userId\":\"ann\",\"event\":\"e\"}";
            for (var origin : List.of("http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"))
                assertThat(http.send("POST", "/v1/track", null, event, "Origin", origin)
                                .statusCode())
                        .as(origin)
                        .isEqualTo(200);
            assertThat(http.send("GET", "/v1/users/ann/decision", null, null).statusCode())
                    .isEqualTo(200);
        }
    }
}
