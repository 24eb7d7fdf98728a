package io.segue.fuzz;

import io.segue.fuzz.Shot.Ending;
import io.segue.support.RunningSegue;
import io.segue.support.Wire;
import io.segue.support.Wire.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends shots over a few connections at once and gathers what came back. */
final class Fuzzing {
    /** Has to be on in the service, so that what it has is known. */
    static final String SETTING = "management.endpoints.web.exposure.include=health,info,metrics,prometheus,mappings";
    /** Many wrong keys come from one address, faster than any key may be used. */
    static final String[] PROPERTIES = {
        SETTING, "segue.security.wrong-keys=100000000", "segue.security.requests-per-second=0"
    };

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int THREADS = 6;
    private static final int MOST_SHOWN = 600;
    /** So many shots apart, an event is brought as it should be. */
    private static final int CONTROL_EVERY = 50;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;
    private final ShotMaker shots;
    private final List<Endpoint> endpoints;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> violations = new LinkedHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private double slowestMillis;
    private String slowest = "";

    /** Makes the keys it needs, and asks what the service has. */
    Fuzzing(int port, long seed) throws IOException {
        this.port = port;
        endpoints = Endpoint.of(json(ask("GET", "/actuator/mappings", null)));
        var keys = new LinkedHashMap<String, String>();
        for (var scope : List.of("ingest", "evaluate", "decide", "read", "author", "publish", "sell", "admin"))
            keys.put(
                    scope,
                    json(ask(
                                    "POST",
                                    "/v1/admin/keys",
                                    "{\"name\":\"fuzz\",\"scopes\":[\"%s\"],\"origins\":[%s]}"
                                            .formatted(
                                                    scope,
                                                    scope.equals("evaluate") ? "\"https://app.example.com\"" : "")))
                            .get("key")
                            .asString());
        keys.put(
                "user",
                json(ask("POST", "/v1/user-tokens", "{\"userId\":\"fuzz-1\",\"seconds\":86400}"))
                        .get("token")
                        .asString());
        shots = new ShotMaker(seed, endpoints, new Keyring(keys));
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Sends the shots of those indexes, from inclusive, to exclusive. */
    void run(int from, int to) throws InterruptedException {
        var next = new AtomicInteger(from);
        var pool = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++)
            pool.execute(() -> {
                try (var lane = new Lane()) {
                    for (int at = next.getAndIncrement(); at < to; at = next.getAndIncrement()) {
                        lane.send(shots.shot(at));
                        if (at % CONTROL_EVERY == 0) bringControl(at);
                    }
                } catch (IOException | RuntimeException e) {
                    violation("the harness itself", String.valueOf(e));
                }
            });
        pool.shutdown();
        while (!pool.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS)) Thread.onSpinWait();
    }

    private void bringControl(int at) throws IOException {
        var body = "{\"userId\":\"fuzz-control-%d\",\"event\":\"Control\",\"messageId\":\"control-%d\"}"
                .formatted(at % 10, at);
        var answer = ask("POST", "/v1/track", body);
        if (answer.status() == 200) acknowledged.incrementAndGet();
        else violation("a good event was answered with " + answer.status(), answer.text());
    }

    /** One thread's connection, which is used for as long as both sides can. */
    private final class Lane implements AutoCloseable {
        private @Nullable Wire open;

        void send(Shot shot) throws IOException {
            long begin = System.nanoTime();
            try {
                if (shot.good() && open != null) {
                    // a connection that was idle may have been ended meanwhile, which is nobody's fault
                    if (!exchange(open, shot)) exchange(fresh(), shot, true);
                } else exchange(fresh(), shot, true);
            } catch (SocketTimeoutException e) {
                wrong(shot, "no answer within " + PATIENCE, null);
                drop();
            } catch (IOException e) {
                // broken requests may break the connection; good ones may not
                if (shot.good()) wrong(shot, "the connection broke: " + e.getMessage(), null);
                else count("broken off");
                drop();
            }
            took(shot, (System.nanoTime() - begin) / 1e6);
        }

        private Wire fresh() throws IOException {
            drop();
            var wire = new Wire(port, CONNECT);
            open = wire;
            return wire;
        }

        /** Answers whether there was an answer. */
        private boolean exchange(Wire wire, Shot shot) throws IOException {
            try {
                return exchange(wire, shot, false);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return false;
            }
        }

        private boolean exchange(Wire wire, Shot shot, boolean mustAnswer) throws IOException {
            for (var request : shot.requests()) wire.send(request);
            if (shot.ending() == Ending.RESET) {
                count("gone");
                drop();
                return true;
            }
            if (shot.ending() == Ending.SEND_NO_MORE) wire.sendNoMore();
            boolean closes = !shot.good();
            for (int i = 0; i < shot.requests().size(); i++) {
                var answer = wire.read(shot.heads().get(i), PATIENCE);
                if (answer.isEmpty()) {
                    if (!mustAnswer) return false;
                    if (shot.good()) wrong(shot, "the connection ended without an answer", null);
                    else count("no answer");
                    drop();
                    return true;
                }
                judge(shot, answer.get(), shot.heads().get(i));
                closes |= answer.get().closes();
                if (answer.get().closes()) break;
            }
            if (shot.kind().equals("framing")) noMore(wire, shot);
            if (closes) drop();
            return true;
        }

        /** What a proxy takes for the body of one request must not be answered as another one, which would be an administrator's. */
        private void noMore(Wire wire, Shot shot) throws IOException {
            for (var more = wire.read(false, PATIENCE); more.isPresent(); more = wire.read(false, PATIENCE)) {
                judge(shot, more.get(), false);
                if (more.get().closes()) return;
            }
        }

        private void drop() throws IOException {
            if (open != null) open.close();
            open = null;
        }

        @Override
        public void close() throws IOException {
            drop();
        }
    }

    private void judge(Shot shot, Answer answer, boolean toHead) {
        count(String.valueOf(answer.status()));
        Judge.wrong(shot, answer, toHead).forEach(what -> wrong(shot, what, answer));
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private synchronized void took(Shot shot, double millis) {
        if (millis <= slowestMillis) return;
        slowestMillis = millis;
        slowest = "#%d %s %s"
                .formatted(shot.index(), shot.kind(), shown(shot.requests().get(0), 100));
    }

    private void wrong(Shot shot, String what, @Nullable Answer answer) {
        violation(
                what,
                "#%d %s: %s%s"
                        .formatted(
                                shot.index(),
                                shot.kind(),
                                shown(shot.requests().get(0), MOST_SHOWN),
                                answer == null
                                        ? ""
                                        : "\n    -> %d %s %s"
                                                .formatted(
                                                        answer.status(),
                                                        answer.headers(),
                                                        shown(answer.body(), MOST_SHOWN))));
    }

    synchronized void violation(String what, String example) {
        violations.computeIfAbsent(what, any -> new ArrayList<>()).add(example);
    }

    private static String shown(byte[] bytes, int most) {
        var shown = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, most); i++) {
            int one = bytes[i] & 0xff;
            if (one >= ' ' && one < 0x7f) shown.append((char) one);
            else if (one == '\r') shown.append("\\r");
            else if (one == '\n') shown.append("\\n");
            else shown.append("\\x%02x".formatted(one));
        }
        return bytes.length > most ? shown + "… (%d bytes)".formatted(bytes.length) : shown.toString();
    }

    /** A request as it should be, with the key that opens its door. */
    Answer ask(String method, String path, @Nullable String body) throws IOException {
        var text = body == null ? "" : body;
        var key = path.equals("/v1/track") || path.equals("/v1/batch")
                ? ShotMaker.basic(RunningSegue.WRITE_KEY)
                : "Authorization: Bearer " + RunningSegue.ADMIN_KEY;
        try (var wire = new Wire(port, CONNECT)) {
            wire.send(
                    "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(method, path, key, text.getBytes(StandardCharsets.UTF_8).length, text)
                            .getBytes(StandardCharsets.UTF_8));
            return wire.read(false, PATIENCE).orElseThrow(() -> new IOException("no answer to " + path));
        }
    }

    static JsonNode json(Answer answer) {
        if (answer.status() / 100 != 2) throw new IllegalStateException(answer.status() + " " + answer.text());
        return JSON.readTree(answer.body());
    }

    /** How many control events were acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** By what is wrong, the shots that showed it. */
    synchronized Map<String, List<String>> violations() {
        return violations;
    }

    synchronized String summary() {
        var told = new StringBuilder("answers: %s%nslowest: %.0f ms, %s%n".formatted(counts, slowestMillis, slowest));
        violations.forEach((what, examples) -> {
            told.append("WRONG %s: %d times%n".formatted(what, examples.size()));
            examples.stream()
                    .limit(3)
                    .forEach(example -> told.append("  ").append(example).append('\n'));
        });
        return told.toString();
    }
}
