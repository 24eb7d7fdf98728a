package io.segue.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Room in memory for bodies that are being read, shared by all requests, so that many large ones at once can't fill it. What counts is
 * what has arrived, not what is announced: whoever sends slowly takes little. Safe for use by many threads.
 */
public final class BodyRoom {
    private static final int PIECE = 8 * 1024;

    private final int pieces;
    private final Semaphore free;
    private final Counter refused;

    BodyRoom(long bytes, MeterRegistry meters) {
        pieces = (int) Math.min(Integer.MAX_VALUE, bytes / PIECE);
        free = new Semaphore(pieces);
        refused = Counter.builder("segue.requests.refused")
                .description("requests sent away because too many others were worked on")
                .tag("reason", "memory")
                .register(meters);
    }

    /** @throws IllegalArgumentException when a body of that size could never be read */
    public void mustHold(long bytes) {
        if (bytes + PIECE > (long) pieces * PIECE)
            throw new IllegalArgumentException(
                    "a body may have %d bytes, and there is room for %d of all bodies together; give the process more memory, or set segue.server.bodies"
                            .formatted(bytes, (long) pieces * PIECE));
    }

    /** Of one request; to be closed when its body is needed no more. */
    public Share share() {
        return new Share();
    }

    /** What one request takes of the room. For one thread. */
    public final class Share implements AutoCloseable {
        private int taken;
        /** Bytes of streams that were read to their end. */
        private long before;

        private Share() {}

        /**
         * Reads a stream to its end, but no more than so many bytes and one.
         *
         * @return empty when there is no room for what comes; what was read until then is given up
         */
        public Optional<byte[]> read(InputStream stream, int most) throws IOException {
            var body = new ByteArrayOutputStream();
            var piece = new byte[PIECE];
            while (body.size() <= most) {
                int read = stream.read(piece, 0, Math.min(PIECE, most + 1 - body.size()));
                if (read < 0) break;
                if (!holds(body.size() + read)) {
                    refused.increment();
                    return Optional.empty();
                }
                body.write(piece, 0, read);
            }
            before += body.size();
            return Optional.of(body.toByteArray());
        }

        private boolean holds(long bytes) {
            int needed = (int) ((before + bytes + PIECE - 1) / PIECE) - taken;
            if (needed <= 0) return true;
            if (!free.tryAcquire(needed)) return false;
            taken += needed;
            return true;
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
        }
    }
}
