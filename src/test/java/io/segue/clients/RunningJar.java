package io.segue.clients;

import io.segue.support.PackagedSegue;
import io.segue.support.RunningSegue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged service, with the keys that an application is given: for events, for its server, and for its pages. */
final class RunningJar implements AutoCloseable {
    private static final Path JAR = Path.of("target", "segue.jar").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PackagedSegue segue;
    private final String url;
    private final String writeKey;
    private final String serverKey;
    private final String browserKey;

    private RunningJar(PackagedSegue segue, String origin) throws Exception {
        this.segue = segue;
        this.url = "http://127.0.0.1:" + segue.port();
        this.writeKey = key("{\"name\":\"events\",\"scopes\":[\"ingest\"]}");
        this.serverKey = key("{\"name\":\"server\",\"scopes\":[\"decide\"]}");
        this.browserKey = key("{\"name\":\"pages\",\"scopes\":[\"evaluate\"],\"origins\":[\"%s\"]}".formatted(origin));
    }

    /**
     * Starts it with what it remembers in that directory.
     *
     * @param origin of the pages that may ask for flags
     */
    static RunningJar in(Path directory, String origin) throws Exception {
        return new RunningJar(PackagedSegue.start(JAR, directory, "1g"), origin);
    }

    private String key(String wish) throws IOException, InterruptedException {
        var made = send(HttpRequest.newBuilder(URI.create(url + "/v1/admin/keys"))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish)));
        return JSON.readTree(made.body()).path("key").asString();
    }

    String url() {
        return url;
    }

    String serverKey() {
        return serverKey;
    }

    /** What clients read from their environment. */
    Map<String, String> environment() {
        return Map.of(
                "SEGUE_URL",
                url,
                "SEGUE_WRITE_KEY",
                writeKey,
                "SEGUE_SERVER_KEY",
                serverKey,
                "SEGUE_BROWSER_KEY",
                browserKey);
    }

    /** One message of the tracking API, by its type. */
    void send(String type, String message) throws Exception {
        var basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/v1/" + type))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message)));
        if (answer.statusCode() != 200) throw new AssertionError(answer.body());
    }

    /** The decision about a user, as soon as the user is known and the metric has that value. */
    JsonNode decisionOnce(String user, String metric, int value) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> decision(user),
                        decision -> decision.path("metrics").path(metric).asInt(-1) == value);
    }

    JsonNode decision(String user) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + "/v1/users/" + user + "/decision"))
                        .header("Authorization", "Bearer " + serverKey))
                .body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        segue.close();
    }
}
