package io.segue.capacity;

import io.segue.capacity.Clients.Request;
import io.segue.support.PackagedSegue;
import io.segue.support.RunningSegue;
import io.segue.support.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Asks far more of the packaged service than it can do, and checks that it stays well and recovers; see {@code bin/overload}. */
final class Overload {
    private static final int LISTENERS = 100;
    private static final int CALM_CLIENTS = 2;
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration MOST_TO_RECOVER = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private Overload() {}

    /** @param args the jar, the number of clients, the seconds, the heap */
    public static void main(String[] args) throws Exception {
        int clients = Integer.parseInt(args[1]);
        var storm = Duration.ofSeconds(Long.parseLong(args[2]));
        var directory = Files.createTempDirectory("segue-overload");
        boolean well;
        try (var segue =
                PackagedSegue.start(Path.of(args[0]), directory, args[3], "segue.security.requests-per-second=0")) {
            System.out.printf(
                    "%d clients for %d s, heap %s, data and log in %s%n",
                    clients, storm.toSeconds(), args[3], directory);
            well = new Overload().run(segue, clients, storm);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run(PackagedSegue segue, int clients, Duration time) throws Exception {
        var users = Company.bring(segue.port());
        long before = events(segue.port());
        var traffic = new Traffic(users);
        // compiled code and caches, as after a while of use
        Clients.run(segue.port(), CALM_CLIENTS, CALM, traffic::any);

        var calm = decisions(segue.port(), users, CALM);
        System.out.printf("calm, %d clients: %s%n", CALM_CLIENTS, calm);

        var streams = listeners(segue.port(), users);
        var stormy = new Traffic(users);
        var probes = new Tally();
        var probing = new Clients(segue.port()).start(1, probe(probes));
        long begin = System.nanoTime();
        Clients.run(segue.port(), clients, time, stormy::any);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long end = System.nanoTime();
        probing.stop();
        var recovered = recovery(segue.port(), users, calm, end);

        System.out.printf(
                "storm, %.0f s%n  decisions   %s%n  flags       %s%n  evaluations %s%n  batches     %s%n",
                seconds, stormy.decisions, stormy.flags, stormy.evaluations, stormy.batches);
        System.out.printf(
                "  answered with 200: %.0f/s, events acknowledged: %.0f/s%n",
                stormy.all().stream().mapToInt(each -> each.count(200)).sum() / seconds,
                stormy.acknowledged.get() / seconds);
        long listening = streams.stream().filter(Wire::goesOn).count();
        System.out.printf("  streams     %d of %d went on%n", listening, streams.size());
        System.out.printf("  probes      %s, slowest %.0f ms%n", probes, probes.millis(1));
        long kept = events(segue.port()) - before;
        long acknowledged = traffic.acknowledged.get() + stormy.acknowledged.get();
        System.out.printf(
                "heap at most %d MB, %d MB in use after it was collected%nrecovered after %s%nevents acknowledged %d, journaled %d%n",
                segue.mostHeap() >> 20,
                segue.heapInUse() >> 20,
                recovered == null ? "more than " + MOST_TO_RECOVER : recovered,
                acknowledged,
                kept);
        for (var stream : streams) stream.close();
        return verdict(segue, stormy, probes, recovered != null, kept >= acknowledged, listening == streams.size());
    }

    private static boolean verdict(
            PackagedSegue segue, Traffic stormy, Tally probes, boolean recovered, boolean kept, boolean listening) {
        var wrong = new ArrayList<String>();
        for (var tally : stormy.all()) {
            if (tally.others() > 0) wrong.add("answers that nobody should get: " + tally);
            if (tally.withoutRetryAfter() > 0) wrong.add(tally.withoutRetryAfter() + " without Retry-After");
        }
        if (stormy.all().stream().mapToInt(tally -> tally.count(429)).sum() == 0)
            wrong.add("nobody was sent away: it was no overload");
        if (probes.others() + probes.count(429) + probes.count(503) > 0) wrong.add("probes failed");
        if (!segue.isAlive()) wrong.add("it ended by itself");
        if (!recovered) wrong.add("it did not recover");
        if (!listening) wrong.add("streams ended");
        if (!kept) wrong.add("acknowledged events are lost");
        wrong.forEach(what -> System.out.println("WRONG " + what));
        System.out.println(wrong.isEmpty() ? "nothing wrong" : "something is wrong");
        return wrong.isEmpty();
    }

    private static Tally decisions(int port, List<String> users, Duration time) throws InterruptedException {
        var traffic = new Traffic(users);
        Clients.run(port, CALM_CLIENTS, time, traffic::decision);
        return traffic.decisions;
    }

    /** How long after the storm half of the decisions took no more than twice as long as before; null when too long. */
    private static Duration recovery(int port, List<String> users, Tally calm, long end) throws InterruptedException {
        while (System.nanoTime() - end < MOST_TO_RECOVER.toNanos()) {
            long begin = System.nanoTime();
            var now = decisions(port, users, LOOK);
            if (now.count(200) > 0 && now.millis(0.5) <= 2 * calm.millis(0.5))
                return Duration.ofNanos(begin - end).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        }
        return null;
    }

    /** What an orchestrator asks, some times a second. */
    private static Function<Random, Request> probe(Tally tally) {
        var bytes = Clients.request("GET", "/actuator/health/liveness", "none", "");
        return random -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Request(bytes, tally, () -> {});
        };
    }

    /** Pages that wait for notices, which holds a connection each and no thread. */
    private static List<Wire> listeners(int port, List<String> users) throws IOException {
        var streams = new ArrayList<Wire>();
        for (var user : users.subList(0, LISTENERS)) {
            var flags = ask(
                    port,
                    Clients.request(
                            "POST",
                            "/ofrep/v1/evaluate/flags",
                            "Bearer " + RunningSegue.ADMIN_KEY,
                            "{\"context\":{\"targetingKey\":\"%s\"}}".formatted(user)));
            var path = JSON.readTree(flags.body())
                    .at("/eventStreams/0/endpoint/requestUri")
                    .asString();
            var wire = new Wire(port, CALM);
            wire.send(Clients.request("GET", path, "none", ""));
            if (wire.read(false, CALM).orElseThrow().status() != 200) throw new IOException("no stream at " + path);
            streams.add(wire);
        }
        return streams;
    }

    private static long events(int port) throws IOException {
        return JSON.readTree(
                        ask(port, Clients.request("GET", "/v1/admin/journal", "Bearer " + RunningSegue.ADMIN_KEY, ""))
                                .body())
                .get("events")
                .asLong();
    }

    static Wire.Answer ask(int port, byte[] request) throws IOException {
        try (var wire = new Wire(port, Duration.ofSeconds(10))) {
            wire.send(request);
            return wire.read(false, Duration.ofSeconds(30)).orElseThrow();
        }
    }
}
