package io.segue.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Sends one file's messages over several connections, in no particular order. Made for one use. */
final class Load {
    /** So many reasons are kept. */
    static final int MOST_REASONS = 5;

    /**
     * What became of a file.
     *
     * @param read         messages in the file
     * @param acknowledged messages the service holds durably, those it held before among them
     * @param rejected     messages it will not hold, those that were not sent among them
     * @param reasons      why, for the first of them, each with its line
     */
    record Loaded(long read, long acknowledged, long rejected, List<String> reasons, Duration took) {
        long perSecond() {
            return Math.round(acknowledged * 1000.0 / Math.max(1, took.toMillis()));
        }
    }

    private final Service service;
    private final Batches batches;
    private final List<String> reasons = new ArrayList<>();
    private long acknowledged;
    private long rejected;
    private boolean stopped;

    Load(Service service, Batches batches) {
        this.service = service;
        this.batches = batches;
    }

    /** Sends everything; fails with the first call that the service does not take after retries. */
    Loaded run(int connections) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var threads = Executors.newFixedThreadPool(connections);
        try {
            var workers = new ArrayList<Callable<Object>>();
            for (var n = 0; n < connections; n++) workers.add(this::work);
            for (var worker : threads.invokeAll(workers)) worker.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        var unsendable = batches.unsendable();
        for (var line : unsendable) keep("line %d %s".formatted(line.line(), line.why()));
        return new Loaded(
                batches.read(),
                acknowledged,
                rejected + unsendable.size(),
                List.copyOf(reasons),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private Object work() throws IOException, InterruptedException {
        var done = false;
        try {
            while (true) {
                Batches.Batch batch;
                synchronized (this) {
                    var next = stopped ? Optional.<Batches.Batch>empty() : batches.next();
                    if (next.isEmpty()) break;
                    batch = next.get();
                }
                count(batch, service.batch(batch.body()));
            }
            done = true;
        } finally {
            if (!done) stop();
        }
        return done;
    }

    private synchronized void stop() {
        stopped = true;
    }

    private synchronized void count(Batches.Batch batch, JsonNode answer) {
        var refused = answer.path("rejected").asInt(0);
        acknowledged += batch.lines().size() - refused;
        rejected += refused;
        for (var error : answer.path("errors"))
            keep(reason(
                    batch,
                    error.path("pointer").asString(""),
                    error.path("detail").asString("")));
    }

    private void keep(String reason) {
        if (reasons.size() < MOST_REASONS) reasons.add(reason);
    }

    /** A pointer into the body, "/batch/3/userId", as the place in the file it came from. */
    private static String reason(Batches.Batch batch, String pointer, String detail) {
        var parts = pointer.split("/", 4);
        if (parts.length < 3 || !parts[2].matches("\\d{1,6}")) return pointer + " " + detail;
        var index = Integer.parseInt(parts[2]);
        if (index >= batch.lines().size()) return pointer + " " + detail;
        var field = parts.length < 4 ? "" : parts[3] + " ";
        return "line %d: %s%s".formatted(batch.lines().get(index), field, detail);
    }
}
