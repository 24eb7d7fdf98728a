package io.segue.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as a client without any library sends them. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;

    public Http(RunningSegue segue) {
        this(segue.uri("").getPort());
    }

    /** Asks the service on that port of this machine. */
    public Http(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Sends a request.
     *
     * @param key     null for none, else sent as bearer
     * @param body    null for none, else JSON
     * @param headers names and values, in turn
     */
    public HttpResponse<String> send(
            String method, String path, @Nullable String key, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) request.header("Content-Type", "application/json");
        return send(request, key, headers);
    }

    /** Sends bytes, whose type is among the headers. */
    public HttpResponse<String> sendBytes(
            String method, String path, @Nullable String key, byte[] body, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofByteArray(body)), key, headers);
    }

    /** The body of a GET with the configured admin key, which must be answered with 200. */
    public JsonNode get(String path) {
        var answer = send("GET", path, RunningSegue.ADMIN_KEY, null);
        if (answer.statusCode() != 200)
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        return json(answer);
    }

    /** What a GET answers that is no text. */
    public byte[] bytes(String path, String key) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) throw new AssertionError(path + ": " + answer.statusCode());
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI uri(String path) {
        // what a client may send is not always what resolving would keep
        return URI.create(base + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String key, String... headers) {
        if (key != null) request.header("Authorization", "Bearer " + key);
        if (headers.length > 0) request.headers(headers);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** A new key with those scopes, made with the configured admin key. */
    public String key(String scopes, String... more) {
        var body = "{\"name\":\"test\",\"scopes\":[%s]%s}"
                .formatted(
                        "\"" + scopes.replace(",", "\",\"") + "\"",
                        more.length == 0 ? "" : "," + String.join(",", more));
        var made = send("POST", "/v1/admin/keys", RunningSegue.ADMIN_KEY, body);
        if (made.statusCode() != 201) throw new AssertionError(made.statusCode() + " " + made.body());
        return json(made).get("key").asString();
    }
}
