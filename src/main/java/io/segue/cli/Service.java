package io.segue.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running service, by its address. Safe for use by many threads. */
final class Service {
    /** An answer that is not the one hoped for; the message tells what was asked and what came back. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 8;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int SHOWN = 300;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final String base;
    private final @Nullable String writeKey;
    private final @Nullable String adminKey;

    /**
     * @param writeKey for posting messages; null where the service asks for none
     * @param adminKey for all else; null where the service asks for none
     */
    Service(String url, @Nullable String writeKey, @Nullable String adminKey) {
        this.base = url.replaceAll("/+$", "");
        this.writeKey = writeKey;
        this.adminKey = adminKey;
    }

    /** Posts a batch and answers what the service said once it is durable. */
    JsonNode batch(String body) throws IOException, InterruptedException {
        var request = to("/v1/batch")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (writeKey != null) request.header("Authorization", "Basic " + base64(writeKey + ":"));
        return answer(request.build());
    }

    /** How many events the journal holds. */
    long journaled() throws IOException, InterruptedException {
        return get("/v1/admin/journal").path("events").asLong();
    }

    /** Asks for a refresh and answers its state. */
    JsonNode refresh(String asOf) throws IOException, InterruptedException {
        var query = "?asOf=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8);
        return answer(
                asAdmin("/v1/refresh" + query).POST(BodyPublishers.noBody()).build());
    }

    /** The state of a refresh. */
    JsonNode refreshed(String id) throws IOException, InterruptedException {
        return get("/v1/refresh/" + id);
    }

    /** How a refresh spread the users over the segments. */
    JsonNode segments(String refresh) throws IOException, InterruptedException {
        return get("/v1/segments?refresh=" + refresh);
    }

    /** What is different between memory and the journal, of those users or of a page of them. */
    JsonNode verify(List<String> userIds, @Nullable String after, int limit) throws IOException, InterruptedException {
        var query = new StringJoiner("&", "?", "");
        query.add("limit=" + limit);
        if (after != null) query.add("after=" + encoded(after));
        for (var userId : userIds) query.add("user=" + encoded(userId));
        return get("/v1/admin/verify" + query);
    }

    /** All that is kept of a user, as it is answered. */
    String export(String userId) throws IOException, InterruptedException {
        return text(asAdmin("/v1/users/" + encoded(userId) + "/export").GET().build());
    }

    /** Erases a user. */
    JsonNode erase(String userId) throws IOException, InterruptedException {
        return answer(asAdmin("/v1/users/" + encoded(userId)).DELETE().build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return answer(asAdmin(path).GET().build());
    }

    private HttpRequest.Builder asAdmin(String path) {
        var request = to(path);
        return adminKey == null ? request : request.header("Authorization", "Bearer " + adminKey);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json");
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        return read(request, text(request));
    }

    private String text(HttpRequest request) throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            var response = send(request);
            var status = response.statusCode();
            if (status / 100 == 2) return response.body();
            if (!passing(status) || tries == MOST_TRIES)
                throw new Refusal("%s %s answered %d: %s"
                        .formatted(request.method(), request.uri(), status, shown(response.body())));
            Thread.sleep(pause(response, tries).toMillis());
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(
                    "%s %s got no answer (%s); is the service running there?"
                            .formatted(request.method(), request.uri(), e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    private JsonNode read(HttpRequest request, String body) throws IOException {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new Refusal("%s %s answered something other than JSON: %s"
                    .formatted(request.method(), request.uri(), shown(body)));
        }
    }

    private static boolean passing(int status) {
        return status == 429 || status == 503;
    }

    /** What Retry-After says in seconds, else twice as long each time, 30 seconds at most. */
    private static Duration pause(HttpResponse<String> response, int tries) {
        var asked = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElseGet(() -> Duration.ofMillis(250L << tries));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static String shown(String body) {
        return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "…";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
