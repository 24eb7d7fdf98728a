package io.segue.bench;

import io.segue.capacity.Clients;
import io.segue.capacity.Clients.Request;
import io.segue.capacity.Company;
import io.segue.capacity.Tally;
import io.segue.capacity.Traffic;
import io.segue.support.PackagedSegue;
import io.segue.support.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** How many requests a second the hot paths serve, beside what the server and the framework alone do; see {@code bin/load}. */
final class HttpLoad {
    private static final String HEAP = "1g";
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int ROUNDS = 5;

    private HttpLoad() {}

    /** A path under load, and what came of each round. */
    private record Subject(String name, int port, Function<Random, Request> requests, List<Round> rounds) {
        Round middle() {
            return rounds.stream()
                    .sorted((one, other) -> Double.compare(one.perSecond, other.perSecond))
                    .toList()
                    .get(rounds.size() / 2);
        }
    }

    private record Round(double perSecond, double p50, double p99, int others) {}

    /** @param args the jar, the number of clients, the seconds of each round */
    public static void main(String[] args) throws Exception {
        int clients = Integer.parseInt(args[1]);
        var time = Duration.ofSeconds(Long.parseLong(args[2]));
        var directory = Files.createTempDirectory("segue-load");
        int floorPort = freePort();
        var floor = startFloor(floorPort);
        try (var segue =
                PackagedSegue.start(Path.of(args[0]), directory, HEAP, "segue.security.requests-per-second=0")) {
            var traffic = new Traffic(Company.bring(segue.port()));
            var subjects = new LinkedHashMap<String, Subject>();
            for (var subject : List.of(
                    new Subject("floor", floorPort, floor(), new ArrayList<>()),
                    new Subject("decision", segue.port(), traffic::decision, new ArrayList<>()),
                    new Subject("all flags", segue.port(), traffic::flags, new ArrayList<>())))
                subjects.put(subject.name(), subject);
            System.out.printf(
                    "%d clients, %d rounds of %d s each, load of the machine before: %.1f%n",
                    clients, ROUNDS, time.toSeconds(), load());
            for (var subject : subjects.values()) Clients.run(subject.port(), clients, WARM_UP, subject.requests());
            // by turns, so that what else the machine does hits all alike
            for (int round = 0; round < ROUNDS; round++)
                for (var subject : subjects.values()) subject.rounds().add(measured(subject, clients, time));
            tell(subjects);
        } finally {
            floor.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process startFloor(int port) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Floor.class.getName(),
                        String.valueOf(port))
                .inheritIO()
                .start();
        for (int tries = 0; tries < 300; tries++) {
            try (var wire = new Wire(port, WARM_UP)) {
                return process;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        process.destroy();
        throw new IllegalStateException("the floor did not start");
    }

    private static Function<Random, Request> floor() {
        var bytes = Clients.request("GET", Floor.PATH, "none", "");
        var tally = new Tally();
        return random -> new Request(bytes, tally, () -> {});
    }

    private static Round measured(Subject subject, int clients, Duration time) throws InterruptedException {
        var tally = new Tally();
        long begin = System.nanoTime();
        Clients.run(subject.port(), clients, time, random -> {
            var request = subject.requests().apply(random);
            return new Request(request.bytes(), tally, request.answered());
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Round(
                tally.count(200) / seconds,
                tally.millis(0.5),
                tally.millis(0.99),
                tally.others() + tally.count(429) + tally.count(503));
    }

    private static void tell(Map<String, Subject> subjects) {
        double floor = subjects.get("floor").middle().perSecond();
        System.out.printf("load of the machine after: %.1f%n", load());
        System.out.println("the middle of the rounds:");
        for (var subject : subjects.values()) {
            var middle = subject.middle();
            System.out.printf(
                    "%-10s %8.0f requests/s, p50 %6.2f ms, p99 %6.2f ms, 1/%.2f of the floor, %d not answered with 200%n",
                    subject.name(),
                    middle.perSecond(),
                    middle.p50(),
                    middle.p99(),
                    floor / middle.perSecond(),
                    subject.rounds().stream().mapToInt(Round::others).sum());
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
