package io.segue.tracking.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tracking API over real HTTP, with the real journal behind it. */
@SpringBootTest(
        classes = IngestHttpTest.OnlyIntake.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "segue.journal.under-way=6000",
            // knowledge and cluster are not part of this
            "management.endpoint.health.validate-group-membership=false"
        })
@DirtiesContext
class IngestHttpTest {
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("segue.data-dir", directory::toString);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan({"io.segue.journal", "io.segue.server", "io.segue.tracking"})
    static class OnlyIntake {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        SecurityFilterChain everythingPasses(HttpSecurity http) throws Exception {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        IngestGate gate() {
            return (request, writeKey) ->
                    writeKey.equals("the-key") ? new IngestGate.Verdict.Admitted() : new IngestGate.Verdict.Refused();
        }

        @Bean
        SlowFollower follower(Journal journal) {
            var follower = new SlowFollower();
            journal.follow(follower);
            return follower;
        }
    }

    /** Follows at once, unless told to wait. */
    static final class SlowFollower implements Journal.Follower {
        volatile CompletableFuture<?> until = CompletableFuture.completedFuture(null);

        @Override
        public CompletableFuture<?> follow(List<Entry> committed) {
            return until;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Journal journal;

    @Autowired
    SlowFollower follower;

    @Autowired
    MeterRegistry meters;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String user = UUID.randomUUID().toString();

    @AfterEach
    void go_on() {
        follower.until = CompletableFuture.completedFuture(null);
    }

    static Stream<String> paths() {
        return IngestPaths.all().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void every_path_takes_events_with_and_without_a_slash_at_the_end(String path) throws Exception {
        var event =
                "{'type':'screen','userId':'%s','event':'E','groupId':'g','previousId':'%s-old'}".formatted(user, user);
        boolean batch = path.matches("/v1/(b|batch|import)/?");

        var answer = post(path, batch ? "{'batch':[%s]}".formatted(event) : event);

        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
        var types = Arrays.stream(EventType.values()).map(type -> type.name().toLowerCase());
        var name = path.replaceAll("/v1/|/$", "");
        var expected = batch
                ? "screen"
                : types.filter(type -> type.startsWith(name)).findFirst().orElseThrow();
        assertThat(kept()).extracting(kept -> kept.type().name().toLowerCase()).containsExactly(expected);
    }

    @Test
    void a_batch_gives_its_sending_time_and_context_to_its_events() throws Exception {
        post("/v1/batch", """
                {'sentAt':'2026-06-30T15:00:00Z','context':{'traits':{'plan':'pro'}},
                 'batch':[{'type':'identify','userId':'%s','timestamp':'2026-06-30T14:00:00Z'}]}""".formatted(user));

        assertThat(kept()).singleElement().satisfies(event -> {
            assertThat(event.timestamp()).isEqualTo("2026-06-30T11:00:00Z");
            assertThat(event.receivedAt()).isEqualTo(NOW);
            assertThat(event.traits()).containsEntry("plan", "pro");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream",
                "nonsense"
            })
    void gzip_and_plain_are_taken_under_any_content_type(String contentType) throws Exception {
        var body = "{'batch':[{'type':'track','event':'Ünïcode','userId':'%s'}]}"
                .formatted(user)
                .replace('\'', '"');

        var gzip = send(request("/v1/batch", gzip(body.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", contentType)
                .header("Content-Encoding", "gzip"));
        var plain =
                send(request("/v1/batch", body.getBytes(StandardCharsets.UTF_8)).header("Content-Type", contentType));

        assertThat(List.of(gzip.statusCode(), plain.statusCode())).containsExactly(200, 200);
        assertThat(kept()).extracting(Event::name).containsExactly("Ünïcode", "Ünïcode");
    }

    @Test
    void a_call_comes_through_whatever_it_accepts() throws Exception {
        var good = send(keyed("/v1/page", page("m")).header("Accept", "text/html"));
        var bad = send(keyed("/v1/track", page("m")).header("Accept", "text/html"));

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bad_events_of_a_batch_are_counted_and_named_and_the_others_are_kept() throws Exception {
        var answer = json(post("/v1/batch", """
                {'batch':[{'type':'track','userId':'%1$s','event':'A'}, 7, {'type':'track','userId':'%1$s'},
                          {'type':'track','userId':'%1$s','event':'B','properties':{'x':'\\u0000\\ud800'}},
                          {'type':'track','userId':'%1$s','event':'B'}]}""".formatted(user)));

        assertThat(kept()).extracting(Event::name).containsExactly("A", "B");
        assertThat(answer.get("success").booleanValue()).isTrue();
        assertThat(answer.get("rejected").intValue()).isEqualTo(3);
        assertThat(answer.get("errors").findValuesAsString("pointer"))
                .containsExactly("/batch/1", "/batch/2/event", "/batch/3/properties/x", "/batch/3/properties/x");
    }

    @Test
    void a_bad_single_event_is_a_problem_that_names_all_fields() throws Exception {
        var answer = post("/v1/track", "{'userId':5.5,'properties':[]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/invalid-event");
        assertThat(json(answer).get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/userId", "/event", "/properties");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 400",
                "{ | 400",
                "[] | 401",
                "nonsense | 400",
                "{'writeKey':'the-key'} | 400",
                "{'writeKey':'the-key','batch':null} | 400",
                "{'writeKey':'the-key','batch':{}} | 400",
                "{'writeKey':'the-key','batch':'x'} | 400",
                "{'writeKey':'the-key','batch':[]} | 200",
                "{'writeKey':'the-key','batch':[null]} | 200",
                "{'writeKey':'the-key','batch':[],'sentAt':'soon'} | 400",
                "{'writeKey':'the-key','batch':[],'context':[]} | 400",
                "{'writeKey':'the-key','batch':[],'batch':[]} | 200",
                "{'writeKey':'the-key','batch':[1e99999999]} | 200",
                "{'writeKey':'the-key','batch':[]} trailing | 400",
                "{'writeKey':'the-key','batch':[NaN]} | 400",
            })
    void odd_bodies_have_their_answers(String body, int status) throws Exception {
        assertThat(bare("/v1/batch", body).statusCode()).isEqualTo(status);
    }

    @Test
    void no_body_however_strange_is_our_failure() throws Exception {
        var bodies = List.of(
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                ("{\"writeKey\":\"the-key\",\"batch\":[" + "{\"a\":".repeat(490) + "1" + "}".repeat(490) + "]}")
                        .getBytes(StandardCharsets.UTF_8),
                ("{\"writeKey\":\"the-key\",\"batch\":[" + "9".repeat(100_000) + "]}").getBytes(StandardCharsets.UTF_8),
                ("{\"writeKey\":\"the-key\",\"" + "k".repeat(100_000) + "\":1}").getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2},
                new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0},
                new byte[1000]);
        for (var body : bodies)
            assertThat(send(HttpRequest.newBuilder(uri("/v1/batch")).POST(BodyPublishers.ofByteArray(body)))
                            .statusCode())
                    .isBetween(200, 401);
        var deep =
                "{'userId':'%s','event':'E','properties':%s1%s}".formatted(user, "{'a':".repeat(498), "}".repeat(498));
        assertThat(post("/v1/track", deep).statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void broken_json_is_told_by_line_and_column() throws Exception {
        var answer = post("/v1/track", "{'userId': 'u',\n 'event' 'x'}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).contains("line 2, column");
    }

    @Test
    void a_gzip_bomb_is_cut_off_at_the_limit() throws Exception {
        var bomb = gzip(new byte[300_000_000]);
        assertThat(bomb.length).isLessThan(500_000);

        var answer = send(request("/v1/batch", bomb).header("Content-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/call-too-large");
    }

    @Test
    void a_body_over_the_limit_is_refused_with_a_declared_length_and_without() throws Exception {
        var large = new byte[512_001];
        Arrays.fill(large, (byte) ' ');

        var declared = send(request("/v1/batch", large));
        var chunked = send(HttpRequest.newBuilder(uri("/v1/batch"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(List.of(declared.statusCode(), chunked.statusCode())).containsExactly(400, 400);
        assertThat(json(chunked).get("type").asString()).isEqualTo("/problems/call-too-large");
        assertThat(send(request("/v1/batch", "{}".getBytes(StandardCharsets.UTF_8))
                                .header("Content-Encoding", "br"))
                        .body())
                .contains("Content-Encoding");
    }

    @Test
    void an_event_has_its_limit_and_so_has_the_number_of_events() throws Exception {
        var large = "{'type':'track','userId':'%s','event':'E','properties':{'x':'%s'}}"
                .formatted(user, "x".repeat(33_000));
        assertThat(post("/v1/track", large).statusCode()).isEqualTo(400);
        var answer = json(post("/v1/batch", "{'batch':[%s,%s]}".formatted(large, page("m"))));
        assertThat(answer.get("rejected").intValue()).isEqualTo(1);
        assertThat(kept()).hasSize(1);

        assertThat(post("/v1/batch", pages(2500)).statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(2501);
        assertThat(post("/v1/batch", pages(2501)).statusCode()).isEqualTo(400);
        assertThat(kept()).hasSize(2501);
    }

    /** It failed when the age of the event was measured, and its sender sent the whole batch again and again. */
    @Test
    void an_event_of_a_clock_that_is_centuries_off_is_taken() throws Exception {
        for (var time : List.of("0001-01-01T00:00:00Z", "1626-06-01T10:00:00Z", "9999-12-31T23:59:59Z"))
            assertThat(bare(
                                    "/v1/batch",
                                    "{'writeKey':'the-key','batch':[{'type':'page','userId':'u','timestamp':'%1$s'},{'type':'page','userId':'u','sentAt':'%1$s','timestamp':'2026-06-01T10:00:00Z'}]}"
                                            .formatted(time))
                            .statusCode())
                    .as(time)
                    .isEqualTo(200);
    }

    @Test
    void a_wrong_or_missing_key_takes_nothing_in() throws Exception {
        var event = page("m");
        assertThat(bare("/v1/page", event).statusCode()).isEqualTo(401);
        assertThat(bare("/v1/page", event.replaceFirst("\\{", "{'writeKey':'the-kez',"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(bare("/v1/page", event.replaceFirst("\\{", "{'writeKey':{'a':1},"))
                        .statusCode())
                .isEqualTo(401);
        var wrongHeader = send(HttpRequest.newBuilder(uri("/v1/page"))
                .header("Authorization", basic("other:the-key"))
                .POST(BodyPublishers.ofString(
                        event.replaceFirst("\\{", "{'writeKey':'the-key',").replace('\'', '"'))));
        assertThat(wrongHeader.statusCode()).as("the header decides").isEqualTo(401);
        assertThat(wrongHeader.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(kept()).isEmpty();

        assertThat(bare("/v1/page", event.replaceFirst("\\{", "{'writeKey':'the-key',"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void browsers_may_ask_from_anywhere_without_a_key() throws Exception {
        var preflight = send(HttpRequest.newBuilder(uri("/v1/t"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,x-retry-count"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("content-type")
                .containsIgnoringCase("x-retry-count");
        var refused = send(HttpRequest.newBuilder(uri("/v1/t"))
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void a_message_sent_twice_is_kept_once_and_both_are_told_success() throws Exception {
        assertThat(post("/v1/page", page("m")).body()).isEqualTo("{\"success\":true}");
        assertThat(post("/v1/batch", "{'batch':[%1$s,%1$s]}".formatted(page("m")))
                        .body())
                .isEqualTo("{\"success\":true}");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void many_single_calls_at_once_share_commits_and_none_is_lost() throws Exception {
        double before = meters.counter("segue.journal.commits").count();
        var busy = new CompletableFuture<Void>();
        follower.until = busy;
        var answers = IntStream.range(0, 500)
                .mapToObj(i -> client.sendAsync(keyed("/v1/page", page("m" + i)).build(), BodyHandlers.ofString()))
                .toList();
        // all are under way at once: no call holds a thread of the server's 200 while it waits
        while (meters.get("segue.journal.under.way").gauge().value() < 500) Thread.sleep(5);
        busy.complete(null);

        for (var answer : answers)
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(500);
        assertThat(meters.counter("segue.journal.commits").count() - before).isLessThan(400);
    }

    @Test
    void a_full_journal_asks_to_come_again() throws Exception {
        var busy = new CompletableFuture<Void>();
        follower.until = busy;
        var waiting = IntStream.range(0, 2)
                .mapToObj(i -> client.sendAsync(keyed("/v1/batch", pages(2500)).build(), BodyHandlers.ofString()))
                .toList();
        while (meters.get("segue.journal.under.way").gauge().value() < 5000) Thread.sleep(5);

        var refused = post("/v1/batch", pages(2500));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        busy.complete(null);
        for (var answer : waiting)
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(5000);
    }

    private String page(String messageId) {
        return "{'type':'page','userId':'%s','messageId':'%s-%s'}".formatted(user, user, messageId);
    }

    private String pages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'type':'page','userId':'%s'}".formatted(user))
                .collect(Collectors.joining(",", "{'batch':[", "]}"));
    }

    private List<Event> kept() {
        var key = RecordKey.user(user);
        return journal.read(List.of(key), null).get(key).entries().stream()
                .map(Entry::event)
                .toList();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(keyed(path, json));
    }

    private HttpResponse<String> bare(String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    private HttpRequest.Builder keyed(String path, String json) {
        return request(path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", basic("the-key:"))
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
