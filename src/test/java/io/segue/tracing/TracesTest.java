package io.segue.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.segue.support.RunningSegue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as a collector receives them. */
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final List<Span> RECEIVED = new CopyOnWriteArrayList<>();
    private static final List<String> PATHS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path data;

    private static HttpServer collector;
    private static RunningSegue segue;

    @BeforeAll
    static void work() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            PATHS.add(exchange.getRequestURI().getPath());
            var request = ExportTraceServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes());
            request.getResourceSpansList().forEach(resource -> resource.getScopeSpansList()
                    .forEach(scope -> RECEIVED.addAll(scope.getSpansList())));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        segue = RunningSegue.in(
                data,
                "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + collector.getAddress().getPort() + "/v1/traces",
                "management.opentelemetry.tracing.export.schedule-delay=200ms",
                "management.tracing.sampling.probability=1.0");
        segue.send(List.of(
                "{\"type\":\"identify\",\"userId\":\"ada-4711\",\"traits\":{\"email\":\"ada@example.org\",\"name\":\"Ada 4711\"}}",
                "{\"type\":\"group\",\"userId\":\"ada-4711\",\"groupId\":\"acme-4711\"}"));
        ask("/v1/users/ada-4711/decision?asOf=2026-12-01T00:00:00Z", "00-" + TRACE + "-00f067aa0ba902b7-01");
        segue.ask("/v1/users/nobody-4711/decision");
        segue.ask("/v1/users?query=ada%40example.org");
        segue.ask("/v1/nowhere-4711");
        segue.post("/v1/evaluate", "{\"userId\":\"given-4711\",\"traits\":{\"plan\":\"gold-4711\"}}");
        segue.post("/v1/evaluate", "{\"userId\":\"given-4711\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> named("decide").size() >= 3);
    }

    @AfterAll
    static void close() {
        segue.close();
        collector.stop(0);
    }

    @Test
    void a_trace_goes_from_the_callers_span_over_the_request_to_the_rules() {
        var trace = RECEIVED.stream()
                .filter(span -> hex(span.getTraceId().toByteArray()).equals(TRACE))
                .collect(Collectors.toMap(Span::getName, span -> span));

        assertThat(trace.keySet())
                .containsExactlyInAnyOrder(
                        "http get /v1/users/{userId}/decision", "decide", "facts", "measure", "rules");
        var request = trace.get("http get /v1/users/{userId}/decision");
        assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo("00f067aa0ba902b7");
        assertThat(trace.get("decide").getParentSpanId()).isEqualTo(request.getSpanId());
        for (var step : List.of("facts", "measure", "rules"))
            assertThat(trace.get(step).getParentSpanId())
                    .isEqualTo(trace.get("decide").getSpanId());
        assertThat(attributes(trace.get("decide"))).containsOnlyKeys("segue.knowledge", "segue.action");
        var rules = attributes(trace.get("rules")).get("segue.rules");
        assertThat(rules.getArrayValue().getValuesList())
                .extracting(AnyValue::getStringValue)
                .contains("engagement/Frequency/not at all")
                .hasSizeGreaterThan(10);
    }

    @Test
    void given_facts_are_traced_too() {
        assertThat(named("http post /v1/evaluate")).hasSize(2);
        // one of them begins with a user whom nobody knows
        assertThat(named("decide")).hasSize(3);
    }

    @Test
    void nothing_of_anybody_is_in_a_span() {
        assertThat(RECEIVED).hasSizeGreaterThan(8);
        for (var span : RECEIVED) assertThat(span.toString()).doesNotContain("4711", "ada", "example.org");
        for (var span : RECEIVED) assertThat(attributes(span)).doesNotContainKeys("http.url", "url.path");
    }

    @Test
    void nothing_but_traces_is_sent() {
        assertThat(PATHS).containsOnly("/v1/traces");
    }

    private static List<Span> named(String name) {
        return RECEIVED.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static Map<String, AnyValue> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(attribute -> attribute.getKey(), attribute -> attribute.getValue()));
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static void ask(String path, String traceparent) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri(path))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .header("traceparent", traceparent)
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
