package io.segue.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, over sockets of their own. */
class SlowClientsTest {
    private static final Duration HEAD = Duration.ofSeconds(2);
    private static final Duration BODY = Duration.ofSeconds(4);
    /** It is looked once a second, and machines of tests are busy. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(
                data,
                "segue.server.head-time=" + HEAD.toMillis() + "ms",
                "segue.server.body-time=" + BODY.toMillis() + "ms",
                "segue.server.answer-time=3s",
                "server.tomcat.connection-timeout=3s",
                "server.tomcat.threads.max=10");
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void a_head_that_trickles_is_cut_off() throws Exception {
        assertThat(trickled("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "x"))
                .isBetween(HEAD.minusMillis(500), HEAD.plus(SLACK));
    }

    @Test
    void a_request_line_that_trickles_is_cut_off() throws Exception {
        assertThat(trickled("GET /", "x")).isBetween(HEAD.minusMillis(500), HEAD.plus(SLACK));
    }

    @Test
    void the_body_of_an_event_that_trickles_is_cut_off() throws Exception {
        assertThat(trickled("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{", " "))
                .isBetween(BODY.minusMillis(500), BODY.plus(SLACK));
    }

    @Test
    void the_body_of_a_question_that_trickles_in_chunks_is_cut_off() throws Exception {
        assertThat(trickled(
                        "POST /v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + RunningSegue.ADMIN_KEY
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
                        "1\r\n \r\n"))
                .isBetween(BODY.minusMillis(500), BODY.plus(SLACK));
    }

    /** The rest of a body that nobody asked for is read too, by a thread that waits for it. */
    @Test
    void the_body_of_a_refused_request_that_trickles_is_cut_off() throws Exception {
        assertThat(trickled("POST /v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{", " "))
                .isBetween(BODY.minusMillis(500), BODY.plus(SLACK));
    }

    /** There are 10 threads here, and 40 who hold on to one each. */
    @Test
    void others_are_served_again_after_slow_ones_took_all_threads() throws Exception {
        var slow = new CompletableFuture<?>[40];
        for (int i = 0; i < slow.length; i++)
            slow[i] = CompletableFuture.runAsync(
                    () -> {
                        try {
                            trickled(
                                    "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{", " ");
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> new Thread(task).start());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> segue.ask("/livez").statusCode() == 200);
        CompletableFuture.allOf(slow).get(60, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void one_who_asks_and_never_reads_the_answers_is_cut_off() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(1024);
            socket.connect(address());
            var request = ("GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + RunningSegue.ADMIN_KEY + "\r\n\r\n")
                    .getBytes(ISO_8859_1);
            var writing = CompletableFuture.supplyAsync(() -> {
                try {
                    while (true) socket.getOutputStream().write(request);
                } catch (IOException e) {
                    return e;
                }
            });

            assertThat(writing.get(30, java.util.concurrent.TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void an_idle_connection_ends() throws Exception {
        try (var socket = new Socket()) {
            socket.connect(address());
            socket.setSoTimeout(15_000);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void too_many_headers_and_too_large_ones_are_refused() throws Exception {
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + "X-H: 1\r\n".repeat(60) + "\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + "X-H: 1\r\n".repeat(64) + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-H: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void nobody_is_upgraded_to_http_2() throws Exception {
        assertThat(answer("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotContain("HTTP/2");
    }

    /** A sender on a slow line whose body takes less than the time is none of those. */
    @Test
    void a_body_that_comes_in_pieces_in_time_is_taken() throws Exception {
        try (var socket = new Socket()) {
            socket.connect(address());
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            var body = "{\"userId\":\"slow-line\"}";
            out.write(
                    ("POST /v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + RunningSegue.ADMIN_KEY + "\r\nContent-Length: "
                                    + body.length()
                                    + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            for (var piece : body.split("(?<=:)|(?<=-)")) {
                out.write(piece.getBytes(ISO_8859_1));
                out.flush();
                Thread.sleep(500);
            }

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** Sends the beginning, then the piece every 200 ms, and answers how long that went on. */
    private static Duration trickled(String beginning, String piece) throws Exception {
        long begun = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(address());
            socket.setSoTimeout(200);
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
            while (System.nanoTime() - begun < Duration.ofSeconds(20).toNanos()) {
                try {
                    if (socket.getInputStream().read() < 0) break;
                } catch (SocketTimeoutException nothing) {
                    // as expected of a server that waits for more
                }
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
            }
        } catch (SocketException cutOff) {
            // so it should be
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String answer(String request) throws Exception {
        try (var socket = new Socket()) {
            socket.connect(address());
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", segue.uri("/").getPort());
    }
}
