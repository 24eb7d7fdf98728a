package io.segue.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Event streams as browsers open them: an address from an evaluation, no headers, lines until one side ends. */
@ExtendWith(OutputCaptureExtension.class)
class StreamsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";

    @TempDir
    static Path data;

    private static RunningSegue segue;
    private final List<Listener> listeners = new ArrayList<>();

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(
                data, "segue.ofrep.heartbeat=300ms", "segue.ofrep.streams=3", "segue.ofrep.stream-life=16s");
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @AfterEach
    void hangUp() throws Exception {
        for (var listener : listeners) listener.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> streams().size() == 0);
    }

    private static Streams streams() {
        return segue.bean(Streams.class);
    }

    @Test
    void an_answer_to_all_flags_offers_a_stream_of_the_user() {
        var offered = bulk("offer").get("eventStreams");

        assertThat(offered).hasSize(1);
        assertThat(offered.get(0).get("type").asString()).isEqualTo("sse");
        assertThat(offered.get(0).get("inactivityDelaySec").asInt()).isEqualTo(120);
        assertThat(offered.get(0).get("endpoint").propertyNames()).containsExactly("requestUri");
        assertThat(address("offer")).matches("/ofrep/v1/events\\?token=[A-Za-z0-9_.-]+&since=[A-Za-z0-9_-]+");
    }

    @Test
    void a_stream_beats_while_nothing_happens_and_tells_when_the_answers_are_other_ones() throws Exception {
        var listener = listen(address("ann"));
        assertThat(listener.head).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
        for (int beats = 0; beats < 3; beats++) assertThat(listener.next()).isEqualTo(":");
        var before = tag("ann");

        identify("ann", "\"plan\":\"enterprise\"");

        var notice = listener.notice();
        assertThat(notice.data.get("type").asString()).isEqualTo("refetchEvaluation");
        assertThat(notice.data.get("lastModified").asLong())
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(30L));
        assertThat(notice.data.get("etag").asString()).isEqualTo(tag("ann")).isNotEqualTo(before);
        assertThat(notice.data.get("etag").asString()).contains(notice.id);
        assertThat(notice.event).isEqualTo("message");
    }

    @Test
    void events_that_change_no_answer_and_events_of_others_are_not_told() throws Exception {
        identify("quiet", "\"plan\":\"pro\"");
        var listener = listen(address("quiet"));

        identify("quiet", "\"plan\":\"pro\"");
        identify("loud", "\"plan\":\"pro\"");

        assertThat(listener.silentFor(Duration.ofSeconds(3))).isTrue();
    }

    @Test
    void what_happens_to_the_account_or_to_a_visit_that_became_the_users_is_told() throws Exception {
        segue.send(
                List.of(
                        "{\"type\":\"group\",\"userId\":\"member\",\"groupId\":\"acme\",\"messageId\":\"g1\",\"traits\":{\"plan\":\"free\"}}"));
        var listener = listen(address("member"));

        segue.send(
                List.of(
                        "{\"type\":\"group\",\"userId\":\"boss\",\"groupId\":\"acme\",\"messageId\":\"g2\",\"traits\":{\"plan\":\"enterprise\"}}"));
        listener.notice();
        segue.send(List.of(
                "{\"type\":\"identify\",\"userId\":\"member\",\"anonymousId\":\"visitor\",\"messageId\":\"i1\"}"));
        // the account's notice may have seen it already; a later event of the visit is the point
        listener.silentFor(Duration.ofSeconds(2));
        var before = tag("member");
        for (var feature : List.of("tasks", "api", "reports", "export"))
            segue.send(List.of(
                    "{\"type\":\"track\",\"anonymousId\":\"visitor\",\"event\":\"Feature Used\",\"messageId\":\"v%s\",\"properties\":{\"feature\":\"%s\"}}"
                            .formatted(feature, feature)));

        assertThat(listener.notice().data.get("etag").asString()).isNotEqualTo(before);
    }

    @Test
    void what_happened_between_the_answer_and_the_stream_is_told() throws Exception {
        var address = address("between");
        identify("between", "\"plan\":\"basic\"");

        assertThat(listen(address).notice().data.get("etag").asString()).isEqualTo(tag("between"));
    }

    @Test
    void a_client_that_comes_back_is_told_what_it_missed_and_nothing_else() throws Exception {
        var address = address("back");
        var first = listen(address);
        identify("back", "\"plan\":\"basic\"");
        var heard = first.notice().id;
        first.close();

        var second = listen(address, "Last-Event-ID: " + heard);
        assertThat(second.silentFor(Duration.ofSeconds(2))).isTrue();
        second.close();
        identify("back", "\"plan\":\"pro\"");

        assertThat(listen(address, "Last-Event-ID: " + heard).notice().id).isNotEqualTo(heard);
    }

    @Test
    void a_finished_refresh_is_told_when_it_changes_the_answers() throws Exception {
        var messages = new ArrayList<String>();
        for (int user = 0; user < 30; user++) messages.add(OfrepTest.feature("neighbour" + user, 1, "tasks"));
        // one criterion of power use holds; to be among the most active, the second, takes others to compare with
        for (int day = 0; day < 40; day++) messages.add(OfrepTest.feature("steady", day, "tasks"));
        segue.send(messages);
        assertThat(isPowerUser("steady")).isFalse();
        var listener = listen(address("steady"));
        assertThat(listener.silentFor(Duration.ofSeconds(2))).isTrue();

        segue.refresh(Instant.now());

        assertThat(listener.notice().data.get("etag").asString()).isEqualTo(tag("steady"));
        assertThat(isPowerUser("steady")).isTrue();
    }

    private static boolean isPowerUser(String user) {
        return JSON.readTree(segue.post(FLAGS + "/in-power-by-criteria", OfrepTest.asking(user))
                        .body())
                .get("value")
                .asBoolean();
    }

    @Test
    void a_token_that_is_forged_or_missing_opens_nothing() throws Exception {
        var address = address("thief");
        var token = address.replaceAll(".*token=([^&]*).*", "$1");
        for (var wrong : List.of("", "x", token + "x", token.substring(1), "a.b", "%00", "..", "segue_user_x"))
            refused("/ofrep/v1/events?token=" + wrong, 401);
        refused("/ofrep/v1/events", 401);
        assertThat(CLIENT.send(
                                HttpRequest.newBuilder(segue.uri(FLAGS))
                                        .header("Authorization", "Bearer " + token)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(OfrepTest.asking("thief")))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .as("a stream's token evaluates nothing")
                .isEqualTo(401);
    }

    @Test
    void there_are_no_more_streams_than_allowed_and_a_place_is_free_when_its_client_is_gone() throws Exception {
        var open = new ArrayList<Listener>();
        for (int i = 0; i < 3; i++) open.add(listen(address("crowd" + i)));

        var refused = refused(address("crowd3"), 429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
        open.get(0).close();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> streams().size() == 2);

        assertThat(listen(address("crowd3")).next()).isEqualTo(":");
    }

    @Test
    void a_stream_ends_with_its_token_whose_address_then_opens_nothing_but_another_is_given() throws Exception {
        var first = post("ending", null);
        var address = address(JSON.readTree(first.body()));
        var listener = listen(address);

        assertThat(listener.endsWithin(Duration.ofSeconds(20))).isTrue();

        refused(address, 401);
        // the client still has the answers, but it could hear of no change anymore
        var again = post("ending", first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(listen(address(JSON.readTree(again.body()))).next()).isEqualTo(":");
    }

    @Test
    void the_token_is_never_logged(CapturedOutput output) throws Exception {
        var address = address("secret");
        var token = address.replaceAll(".*token=([^&]*).*", "$1");
        var listener = listen(address);
        identify("secret", "\"plan\":\"pro\"");
        listener.notice();
        listener.close();
        refused(address.replace(token, token + "x"), 401);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> streams().size() == 0);

        assertThat(output.getAll()).doesNotContain(token.substring(0, 20)).doesNotContain("ERROR");
    }

    @Test
    void streams_can_be_turned_off_and_an_end_of_the_service_does_not_wait_for_them(@TempDir Path elsewhere)
            throws Exception {
        try (var without = RunningSegue.in(elsewhere.resolve("a"), "segue.ofrep.streams=0")) {
            var answer = without.post(FLAGS, OfrepTest.asking("u"));
            assertThat(JSON.readTree(answer.body()).has("eventStreams")).isFalse();
            assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("W/\"[A-Za-z0-9_-]+\"");
            assertThat(without.ask("/ofrep/v1/events?token=x").statusCode()).isEqualTo(404);
        }
        var ending = RunningSegue.in(elsewhere.resolve("b"));
        var address =
                address(JSON.readTree(ending.post(FLAGS, OfrepTest.asking("u")).body()));
        var listener = listen(ending.uri(address), "");
        assertThat(listener.next()).isEqualTo(":");
        var began = Instant.now();
        ending.close();

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(listener.endsWithin(Duration.ofSeconds(1))).isTrue();
    }

    private static void identify(String user, String traits) {
        segue.send(List.of("{\"type\":\"identify\",\"userId\":\"%s\",\"messageId\":\"%s\",\"traits\":{%s}}"
                .formatted(user, java.util.UUID.randomUUID(), traits)));
    }

    private static HttpResponse<String> post(String user, String has) throws Exception {
        var request = HttpRequest.newBuilder(segue.uri(FLAGS))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(OfrepTest.asking(user)));
        if (has != null) request.header("If-None-Match", has);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String tag(String user) {
        return segue.post(FLAGS, OfrepTest.asking(user))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static JsonNode bulk(String user) {
        return JSON.readTree(segue.post(FLAGS, OfrepTest.asking(user)).body());
    }

    private static String address(String user) {
        return address(bulk(user));
    }

    private static String address(JsonNode bulk) {
        return bulk.get("eventStreams").get(0).get("endpoint").get("requestUri").asString();
    }

    private static HttpResponse<String> refused(String path, int status) throws Exception {
        var answer = CLIENT.send(
                HttpRequest.newBuilder(segue.uri(path))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).get("errorCode").asString()).isEqualTo("GENERAL");
        return answer;
    }

    private Listener listen(String address, String... headers) throws IOException {
        return listen(segue.uri(address), headers.length == 0 ? "" : headers[0] + "\r\n");
    }

    private Listener listen(URI uri, String header) throws IOException {
        var listener = new Listener(uri, header);
        listeners.add(listener);
        return listener;
    }

    private record Notice(String id, String event, JsonNode data) {}

    /** A socket that reads what comes, line by line, without the sizes of chunks. */
    private static final class Listener implements AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private final Socket socket;
        private final BufferedReader lines;
        final String head;

        Listener(URI uri, String header) throws IOException {
            socket = new Socket("127.0.0.1", uri.getPort());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + uri.getRawPath() + "?" + uri.getRawQuery()
                                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var head = new StringBuilder();
            for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine())
                head.append(line).append('\n');
            this.head = head.toString();
        }

        /** The next line that says something; null at the end. */
        String next() throws IOException {
            String line;
            do line = lines.readLine();
            while (line != null
                    && (line.isBlank() || line.matches("0*[1-9a-f][0-9a-f]*") || line.startsWith("retry:")));
            // the last chunk is empty
            return "0".equals(line) ? null : line;
        }

        Notice notice() throws IOException {
            String id = null;
            String event = null;
            var until = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(until)) {
                var line = next();
                if (line == null) throw new AssertionError("the stream ended");
                if (line.startsWith("id:")) id = line.substring(3).strip();
                if (line.startsWith("event:")) event = line.substring(6).strip();
                if (line.startsWith("data:")) return new Notice(id, event, JSON.readTree(line.substring(5)));
            }
            throw new AssertionError("no notice in " + PATIENCE);
        }

        /** Whether only beats come. */
        boolean silentFor(Duration time) throws IOException {
            var until = Instant.now().plus(time);
            while (Instant.now().isBefore(until)) if (!":".equals(next())) return false;
            return true;
        }

        boolean endsWithin(Duration time) throws IOException {
            var until = Instant.now().plus(time);
            while (Instant.now().isBefore(until)) {
                try {
                    if (next() == null) return true;
                } catch (SocketTimeoutException e) {
                    return false;
                }
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
