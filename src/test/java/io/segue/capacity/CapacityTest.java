package io.segue.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import io.segue.support.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is asked than can be done; {@code bin/overload} does the same for longer and with less memory. */
class CapacityTest {
    private static final List<String> USERS = List.of("u-1", "u-2", "u-3");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;
    private static final int ROOM = 2_200_000;

    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static int port;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(
                data,
                "segue.security.requests-per-second=0",
                "segue.security.at-once=" + AT_ONCE,
                "segue.server.bodies=" + ROOM + "B");
        port = segue.uri("/").getPort();
        for (var user : USERS)
            segue.send(
                    List.of("{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"plan\":\"pro\"}}".formatted(user)));
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void many_more_than_can_be_served_are_told_to_come_again_and_nothing_that_was_taken_is_lost() throws Exception {
        long before = segue.get("/v1/admin/journal").get("events").asLong();
        var traffic = new Traffic(USERS);
        var probes = new Tally();
        var probing = new Clients(port)
                .start(
                        1,
                        random -> new Clients.Request(
                                Clients.request("GET", "/actuator/health/liveness", "none", ""), probes, () -> {}));

        Clients.run(port, 60, Duration.ofSeconds(3), traffic::any);
        probing.stop();

        int refused = 0;
        int served = 0;
        for (var tally : traffic.all()) {
            assertThat(tally.others()).as(tally.toString()).isZero();
            assertThat(tally.withoutRetryAfter()).as(tally.toString()).isZero();
            refused += tally.count(429);
            served += tally.count(200);
        }
        assertThat(refused).isPositive();
        assertThat(served).isPositive();
        assertThat(probes.count(200)).isPositive();
        assertThat(probes.others() + probes.count(429) + probes.count(503)).isZero();
        assertThat(segue.get("/v1/admin/journal").get("events").asLong() - before)
                .isGreaterThanOrEqualTo(traffic.acknowledged.get());
        var calm = new Traffic(USERS);
        Clients.run(port, 1, Duration.ofMillis(500), calm::decision);
        assertThat(calm.decisions.count(200)).isPositive();
    }

    /** As a page does that asks several things when it is loaded. */
    @Test
    void a_few_more_than_there_are_places_for_wait_for_a_moment() throws Exception {
        var traffic = new Traffic(USERS);

        Clients.run(port, AT_ONCE + 1, Duration.ofMillis(500), traffic::decision);

        // on a busy machine one may wait for too long; if nobody waited, most would be sent away
        assertThat(traffic.decisions.count(200)).isGreaterThan(traffic.decisions.count(429));
    }

    /** As many slow senders as there are places had kept everybody else out. */
    @Test
    void whoever_sends_slowly_takes_no_place() throws Exception {
        var slow = new ArrayList<Wire>();
        try {
            for (int i = 0; i < 10 * AT_ONCE; i++) {
                var wire = new Wire(port, PATIENCE);
                wire.send(("POST /v1/evaluate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                        .formatted(RunningSegue.ADMIN_KEY)
                        .getBytes(StandardCharsets.US_ASCII));
                slow.add(wire);
            }
            Thread.sleep(500);

            for (int i = 0; i < 10; i++)
                assertThat(segue.ask("/v1/users").statusCode()).isEqualTo(200);
        } finally {
            for (var wire : slow) wire.close();
        }
    }

    /** Bodies had been read before anything was counted: without any key they could fill the memory. */
    @Test
    void bodies_that_are_not_complete_take_no_more_memory_than_there_is_for_them() throws Exception {
        var held = new ArrayList<Wire>();
        var large = "x".repeat(400_000);
        try {
            for (int i = 0; i < 5; i++) {
                var wire = new Wire(port, PATIENCE);
                wire.send(("POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 450000\r\n\r\n" + large)
                        .getBytes(StandardCharsets.US_ASCII));
                held.add(wire);
            }
            Thread.sleep(500);

            var third = segue.post("/v1/batch", "{\"pad\":\"%s\",\"batch\":[]}".formatted(large));
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(segue.post("/v1/track", "{\"userId\":\"u-1\",\"event\":\"e\"}")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (var wire : held) wire.close();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> segue.post("/v1/batch", "{\"pad\":\"%s\",\"batch\":[]}".formatted(large))
                                .statusCode()
                        == 200);
    }
}
