package io.segue.capacity;

import io.segue.support.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Many clients, each on a connection of its own, that ask again as soon as they are answered, whatever they are told. */
public final class Clients {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STACK = 256 * 1024;

    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Clients(int port) {
        this.port = port;
    }

    /**
     * A request ready to be sent.
     *
     * @param answered is called when it is answered with 200
     */
    public record Request(byte[] bytes, Tally tally, Runnable answered) {}

    /** Starts so many; each has a seed of its own, which its requests are made of. */
    public Clients start(int clients, Function<Random, Request> requests) {
        for (int i = 0; i < clients; i++) {
            int seed = i;
            var thread = new Thread(null, () -> run(new Random(seed), requests), "client-" + i, STACK);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    private void run(Random random, Function<Random, Request> requests) {
        Wire wire = null;
        while (!stopped) {
            var request = requests.apply(random);
            try {
                if (wire == null) wire = new Wire(port, CONNECT);
                long begin = System.nanoTime();
                wire.send(request.bytes());
                var answer = wire.read(false, PATIENCE);
                if (answer.isEmpty()) throw new IOException("the connection ended without an answer");
                request.tally().add(answer.get(), System.nanoTime() - begin);
                if (answer.get().status() == 200) request.answered().run();
                if (answer.get().closes()) wire = closed(wire);
            } catch (IOException e) {
                // whoever is told to go may find the connection closed while still sending
                request.tally().count(e.getClass().getSimpleName());
                wire = closed(wire);
            }
        }
        closed(wire);
    }

    private static Wire closed(Wire wire) {
        try {
            if (wire != null) wire.close();
        } catch (IOException e) {
            // it is of no use any more
        }
        return null;
    }

    /** Lets each come to the end of what it is at. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (var thread : threads) thread.join();
    }

    /** The same requests, by so many, for so long. */
    public static void run(int port, int clients, Duration time, Function<Random, Request> requests)
            throws InterruptedException {
        var running = new Clients(port).start(clients, requests);
        Thread.sleep(time.toMillis());
        running.stop();
    }

    /** A request as proper clients send it. */
    public static byte[] request(String method, String path, String authorization, String body) {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var head = "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n%s\r\n"
                .formatted(
                        method,
                        path,
                        authorization,
                        bytes.length == 0
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(bytes.length));
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return all.toByteArray();
    }
}
