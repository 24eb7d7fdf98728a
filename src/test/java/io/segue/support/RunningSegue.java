package io.segue.support;

import io.segue.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a free port of this machine, spoken to as its users do. */
public final class RunningSegue implements AutoCloseable {
    public static final String ADMIN_KEY = "admin-key-of-tests";
    public static final String WRITE_KEY = "write-key-of-tests";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private RunningSegue(ConfigurableApplicationContext context) {
        this.context = context;
        this.base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Starts with the knowledge of the checkout, what is remembered in that directory, and properties {@code name=value}. */
    public static RunningSegue in(Path dataDirectory, String... properties) {
        var all = new LinkedHashMap<String, String>();
        all.put("server.address", "127.0.0.1");
        all.put("server.port", "0");
        all.put("segue.data-dir", dataDirectory.toString());
        all.put("segue.admin-key", ADMIN_KEY);
        all.put("segue.write-key", WRITE_KEY);
        // tests try many wrong ones
        all.put("segue.security.wrong-keys", "100000");
        for (var property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        var arguments = all.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        return new RunningSegue(new SpringApplicationBuilder(App.class).run(arguments));
    }

    /** Sends messages, each a JSON object, in batches; every batch must be acknowledged. */
    public void send(List<String> messages) {
        for (int from = 0; from < messages.size(); from += 500) {
            var batch = String.join(",", messages.subList(from, Math.min(from + 500, messages.size())));
            var answer = post("/v1/batch", "{\"batch\":[" + batch + "]}");
            if (answer.statusCode() != 200) throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    /** Has everyone decided on, and waits for it. */
    public void refresh(Instant asOf) {
        var started = json(exchange(
                HttpRequest.newBuilder(uri("/v1/refresh?asOf=" + asOf)).POST(HttpRequest.BodyPublishers.noBody())));
        var path = "/v1/refresh/" + started.get("id").asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> get(path).get("state").asString(), "DONE"::equals);
    }

    public JsonNode decision(String userId, Instant asOf) {
        return get("/v1/users/" + encoded(userId) + "/decision?asOf=" + asOf);
    }

    /** The body of a GET that must be answered with 200. */
    public JsonNode get(String path) {
        var answer = exchange(HttpRequest.newBuilder(uri(path)));
        if (answer.statusCode() != 200)
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        return json(answer);
    }

    public HttpResponse<String> ask(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)));
    }

    /** Posts JSON; ingest with the write key, everything else with the admin key. */
    public HttpResponse<String> post(String path, String body) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (path.matches("/v1/(batch|identify|track|page|screen|group|alias)"))
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8)));
        return exchange(request);
    }

    /** Part of the service, where its doors do not show what a test asks. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All parts of that type. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public URI uri(String path) {
        return URI.create(base + path);
    }

    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            var ready = request.copy();
            if (request.build().headers().firstValue("Authorization").isEmpty())
                ready.header("Authorization", "Bearer " + ADMIN_KEY);
            return http.send(ready.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
