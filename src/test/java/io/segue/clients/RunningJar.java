package io.segue.clients;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged service, in a process of its own, on a free port of this machine. */
final class RunningJar implements AutoCloseable {
    static final String ADMIN_KEY = "admin-key-of-tests";
    static final String WRITE_KEY = "write-key-of-tests";

    private static final Path JAR = Path.of("target", "segue.jar").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private RunningJar(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it with what it remembers in that directory, and waits until it is ready. */
    static RunningJar in(Path directory, Map<String, String> environment) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = directory.resolve("output");
        var builder = new ProcessBuilder(List.of(java, "-Xmx1g", "-jar", JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "SERVER_PORT",
                        String.valueOf(port),
                        "SEGUE_DATA_DIR",
                        directory.resolve("data").toString(),
                        "SEGUE_ADMIN_KEY",
                        ADMIN_KEY,
                        "SEGUE_WRITE_KEY",
                        WRITE_KEY));
        builder.environment().putAll(environment);
        var running = new RunningJar(builder.start(), "http://127.0.0.1:" + port);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(running::isReady);
        } catch (RuntimeException e) {
            running.close();
            throw new AssertionError(Files.readString(output), e);
        }
        return running;
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) throw new IllegalStateException("the service ended");
        try {
            return send(HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness")))
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    /** What clients read from their environment. */
    Map<String, String> environment() {
        return Map.of("SEGUE_URL", url, "SEGUE_ADMIN_KEY", ADMIN_KEY, "SEGUE_WRITE_KEY", WRITE_KEY);
    }

    /** One message of the tracking API, by its type. */
    void send(String type, String message) throws Exception {
        var basic = Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/v1/" + type))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message)));
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
                        .header("Authorization", "Bearer " + ADMIN_KEY))
                .body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
