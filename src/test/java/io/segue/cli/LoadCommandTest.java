package io.segue.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that answers as the service does, over real HTTP. */
class LoadCommandTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path dir;

    private final List<JsonNode> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private volatile String batchAnswer = "{\"success\":true}";
    private volatile String refreshEnds = "DONE";
    private volatile int journalStatus = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    @Test
    void every_message_of_a_plain_file_is_posted_once_in_batches_of_the_size_asked_for() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(1_250, "x") + "\n\n");

        var run = segue("load", file.toString(), "--batch", "200", "--write-key", "w", "--admin-key", "a");

        assertThat(run.status).as(run.err).isZero();
        assertThat(posted()).containsExactlyInAnyOrderElementsOf(ids(1_250));
        assertThat(batches).hasSize(7).allMatch(batch -> batch.path("batch").size() <= 200);
        assertThat(calls).contains("POST /v1/batch Basic dzo=", "GET /v1/admin/journal Bearer a");
        assertThat(run.out)
                .contains("1,250 messages read, 1,250 acknowledged, 0 rejected")
                .contains("journal: 0 events before, 1,250 after");
    }

    @Test
    void a_gzipped_file_is_read_as_what_it_holds() throws IOException {
        var file = dir.resolve("events.any");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(messages(42, "naïve – 漢字").getBytes(UTF_8));
        }

        var run = segue("load", file.toString());

        assertThat(run.status).as(run.err).isZero();
        assertThat(posted()).containsExactlyInAnyOrderElementsOf(ids(42));
        assertThat(batches.get(0).path("batch").get(0).path("event").asString()).isEqualTo("naïve – 漢字");
    }

    @Test
    void no_call_is_larger_than_the_service_takes() throws IOException {
        var file = Files.writeString(dir.resolve("large.ndjson"), messages(100, "ß".repeat(8_000)));

        var run = segue("load", file.toString(), "--batch", "2500");

        assertThat(run.status).as(run.err).isZero();
        assertThat(posted()).hasSize(100);
        assertThat(sizes).hasSizeGreaterThan(3).allMatch(size -> size <= 500_000);
    }

    @Test
    void a_busy_service_is_asked_again_after_as_long_as_it_wishes() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(10, "x"));
        busy.set(2);
        var began = System.nanoTime();

        var run = segue("load", file.toString());

        assertThat(run.status).as(run.err).isZero();
        assertThat(posted()).containsExactlyInAnyOrderElementsOf(ids(10));
        assertThat(System.nanoTime() - began).isGreaterThan(2_000_000_000L);
    }

    @Test
    void what_is_rejected_is_told_with_its_line_and_fails_the_command() throws IOException {
        var file = Files.writeString(
                dir.resolve("events.ndjson"),
                "not json\n" + messages(3, "x") + "\n[1]\n{\"event\":\"" + "y".repeat(33_000) + "\"}");
        batchAnswer =
                "{\"success\":true,\"rejected\":1,\"errors\":[{\"pointer\":\"/batch/1/userId\",\"detail\":\"is missing\"}]}";

        var run = segue("load", file.toString());

        assertThat(run.status).isEqualTo(1);
        assertThat(run.out)
                .contains("6 messages read, 2 acknowledged, 4 rejected")
                .contains("line 3: userId is missing")
                .contains("line 1 is not a JSON object")
                .contains("line 5 is not a JSON object")
                .contains("line 6 is over 32768 bytes");
    }

    @Test
    void a_call_that_is_refused_for_good_fails_the_command_and_says_what_came_back() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(5, "x"));
        batchAnswer = "401";

        var run = segue("load", file.toString());

        assertThat(run.status).isEqualTo(1);
        assertThat(run.err).contains("/v1/batch answered 401").contains("no key");
    }

    @Test
    void a_service_that_does_not_run_is_said_to() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(5, "x"));
        server.stop(0);

        var run = segue("load", file.toString());

        assertThat(run.status).isEqualTo(1);
        assertThat(run.err).contains("is the service running there?");
    }

    @Test
    void a_journal_that_may_not_be_counted_does_not_keep_events_from_being_loaded() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(5, "x"));
        journalStatus = 401;

        var run = segue("load", file.toString());

        assertThat(run.status).as(run.err).isZero();
        assertThat(run.out).contains("journal: not counted").contains("5 acknowledged");
    }

    @Test
    void a_refresh_is_waited_for_and_its_segments_are_shown_as_a_table() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(5, "x"));

        var run = segue("load", file.toString(), "--refresh", "2026-06-30T18:00:00Z", "--admin-key", "a");

        assertThat(run.status).as(run.err).isZero();
        assertThat(calls).contains("POST /v1/refresh?asOf=2026-06-30T18%3A00%3A00Z Bearer a");
        assertThat(run.out.lines())
                .containsSequence(
                        "4 users as of 2026-06-30T18:00:00Z",
                        "",
                        "lifecycle",
                        "  ENGAGED            3   75.0 %",
                        "  NEW                1   25.0 %",
                        "",
                        "memberships",
                        "  CHAMPIONS          2   50.0 %",
                        "",
                        "nextBestActions",
                        "  none               4  100.0 %");
    }

    @Test
    void a_refresh_that_fails_fails_the_command() throws IOException {
        var file = Files.writeString(dir.resolve("events.ndjson"), messages(5, "x"));
        refreshEnds = "FAILED";

        var run = segue("load", file.toString(), "--refresh", "2026-06-30T18:00:00Z");

        assertThat(run.status).isEqualTo(1);
        assertThat(run.err).contains("refresh r1 ended FAILED after 2 of 4 users");
    }

    @Test
    void arguments_that_make_no_sense_are_named_before_anything_is_sent() {
        assertThat(segue("load").status).isEqualTo(2);
        assertThat(segue("load", "-", "--batch", "2501").err).contains("--batch is 2501");
        assertThat(segue("load", "-", "--connections", "0").err).contains("--connections is 0");
        assertThat(segue("load", "-", "--refresh", "tomorrow").err).contains("--refresh is tomorrow");
        assertThat(segue("load", dir.resolve("absent").toString()).err).contains("absent cannot be read");
        assertThat(calls).isEmpty();
    }

    private record Run(int status, String out, String err) {}

    private Run segue(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", "http://localhost:" + server.getAddress().getPort() + "/"));
        var status = SegueCommand.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Run(status, out.toString(), err.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var key = exchange.getRequestHeaders().getFirst("Authorization");
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (key == null ? "" : " " + key));
        switch (exchange.getRequestURI().getPath()) {
            case "/v1/batch" -> batch(exchange, body);
            case "/v1/admin/journal" -> reply(exchange, journalStatus, "{\"events\": %d}".formatted(posted().size()));
            case "/v1/refresh" -> reply(exchange, 202, refresh("QUEUED"));
            case "/v1/refresh/r1" ->
                reply(exchange, 200, refresh(polls.incrementAndGet() < 2 ? "RUNNING" : refreshEnds));
            case "/v1/segments" -> reply(exchange, 200, """
                        {"refresh": "r1", "asOf": "2026-06-30T18:00:00Z", "users": 4,
                         "dimensions": {"lifecycle": {"NEW": 1, "ENGAGED": 3}},
                         "memberships": {"CHAMPIONS": 2}, "nextBestActions": {"none": 4}}
                        """);
            default -> reply(exchange, 404, "{}");
        }
    }

    private void batch(HttpExchange exchange, byte[] body) throws IOException {
        if (busy.getAndDecrement() > 0) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            reply(exchange, 429, "{}");
        } else if (batchAnswer.equals("401")) {
            reply(exchange, 401, "{\"detail\":\"no key\"}");
        } else {
            sizes.add(body.length);
            batches.add(JSON.readTree(new String(body, UTF_8)));
            reply(exchange, 200, batchAnswer);
        }
    }

    private static String refresh(String state) {
        return "{\"id\":\"r1\",\"state\":\"%s\",\"asOf\":\"2026-06-30T18:00:00Z\",\"done\":2,\"total\":4,\"errors\":0}"
                .formatted(state);
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private List<String> posted() {
        synchronized (batches) {
            return batches.stream()
                    .flatMap(batch -> batch.path("batch").valueStream())
                    .map(message -> message.path("messageId").asString())
                    .toList();
        }
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(n -> "m" + n).toList();
    }

    private static String messages(int count, String event) {
        return IntStream.range(0, count)
                .mapToObj(n -> "{\"type\":\"track\",\"userId\":\"u\",\"messageId\":\"m%d\",\"event\":\"%s\"}"
                        .formatted(n, event))
                .collect(Collectors.joining("\n"));
    }
}
