package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefreshWebTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path data;

    private static RefreshingSegue segue;

    @BeforeAll
    static void open() throws Exception {
        segue = new RefreshingSegue(data);
        segue.append(new Town(5, 30).events);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void a_refresh_is_asked_for_followed_and_its_distribution_read() throws Exception {
        var none = call("GET", "/v1/segments");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(json(none).get("detail").asString()).contains("POST /v1/refresh");

        var asked = call("POST", "/v1/refresh?asOf=2025-06-30T23:30:00%2B00:00");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(json(asked).propertyNames())
                .containsExactlyInAnyOrder("id", "state", "asOf", "done", "total", "startedAt", "finishedAt", "errors");
        assertThat(json(asked).get("asOf").asString()).isEqualTo("2025-06-30T23:30:00Z");
        var id = json(asked).get("id").asString();
        var location = asked.headers().firstValue("Location").orElseThrow();
        assertThat(location).endsWith("/v1/refresh/" + id);
        RefreshingSegue.ended(segue.refreshes(), Long.parseLong(id));

        var done = call("GET", "/v1/refresh/" + id);
        assertThat(json(done).get("state").asString()).isEqualTo("DONE");
        assertThat(json(call("GET", "/v1/refresh")).get(0).get("id").asString()).isEqualTo(id);
        assertThat(call("DELETE", "/v1/refresh/" + id).statusCode()).isEqualTo(200);
        var segments = json(call("GET", "/v1/segments"));
        assertThat(segments.propertyNames())
                .containsExactlyInAnyOrder(
                        "refresh",
                        "asOf",
                        "users",
                        "dimensions",
                        "memberships",
                        "salesTiers",
                        "nextBestActions",
                        "tiers");
        assertThat(segments.get("refresh").asString()).isEqualTo(id);
        assertThat(json(call("GET", "/v1/segments?refresh=" + id))).isEqualTo(segments);
    }

    @Test
    void a_wrong_instant_is_a_problem_that_names_the_parameter() throws Exception {
        for (var wrong : new String[] {
            "yesterday", "", "2025-06-30", "2025-06-30T00:00:00", "%2B999999999-01-01T00:00:00Z", "9999-12-31T00:00:00Z"
        }) {
            var refused = call("POST", "/v1/refresh?asOf=" + wrong);

            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(json(refused).get("errors").get(0).get("pointer").asString())
                    .isEqualTo("asOf");
        }
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        for (var path :
                new String[] {"/v1/refresh/4711", "/v1/refresh/x", "/v1/segments?refresh=4711", "/v1/segments?refresh="
                }) {
            var missing = call("GET", path);

            assertThat(missing.statusCode()).as(path).isEqualTo(404);
            assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(call("DELETE", "/v1/refresh/4711").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> call(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri(path))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
