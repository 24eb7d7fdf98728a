package io.segue.journal.jdbc;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal.Appended;
import io.segue.journal.RecordKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * How many events a second the journal takes in calls of 1, 100 and 2,500, 32 calls under way at a time, from 20,000 users of
 * whom one call in twenty is an identify; and how long reading 500 records takes. Run, with the tests compiled:
 * {@code java -cp target/test-classes:target/classes:$(mvn -q dependency:build-classpath -Dmdep.outputFile=/dev/stdout)
 * io.segue.journal.jdbc.AppendRate}
 */
final class AppendRate {
    private static final int USERS = 20_000;
    private static final int UNDER_WAY = 32;

    private AppendRate() {}

    public static void main(String[] args) throws Exception {
        int next = 0;
        try (var open = new OpenJournal(
                Files.createTempDirectory(Path.of("target"), "append-rate"),
                args.length == 0 ? null : args[0],
                200_000)) {
            for (var perCall : List.of(2500, 1, 100, 2500)) {
                int events = perCall == 1 ? 100_000 : 400_000;
                double commits = open.commits();
                long start = System.nanoTime();
                var waiting = new ArrayDeque<CompletableFuture<Appended>>();
                for (int sent = 0; sent < events; sent += perCall) {
                    if (waiting.size() == UNDER_WAY) waiting.remove().join();
                    waiting.add(open.journal.append(calls(next, perCall)).toCompletableFuture());
                    next += perCall;
                }
                waiting.forEach(CompletableFuture::join);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%d a call: %,.0f events/s, %.1f events a commit%n",
                        perCall, events / seconds, events / (open.commits() - commits));
            }
            read(open);
        }
    }

    private static void read(OpenJournal open) {
        var keys = IntStream.range(0, 500)
                .mapToObj(i -> RecordKey.user("user-" + i))
                .toList();
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            int entries = open.journal.read(keys, null).values().stream()
                    .mapToInt(slice -> slice.entries().size())
                    .sum();
            System.out.printf("500 records of %d entries: %.1f ms%n", entries, (System.nanoTime() - start) / 1e6);
        }
    }

    private static List<Event> calls(int from, int count) {
        var events = new ArrayList<Event>(count);
        for (int i = from; i < from + count; i++) {
            var identify = i % 20 == 0;
            var properties = new HashMap<String, Object>();
            properties.put("feature", "tasks");
            properties.put("path", "/projects/" + i);
            events.add(new Event(
                    "node-next-1782820800000-00000000-0000-0000-" + i,
                    identify ? EventType.IDENTIFY : EventType.TRACK,
                    "user-" + (i * 7919L) % USERS,
                    null,
                    null,
                    null,
                    identify ? null : "Feature Used",
                    OpenJournal.NOON.plusMillis(i),
                    OpenJournal.NOON.plusMillis(i),
                    identify ? Map.of() : properties,
                    identify ? Map.of("email", "u" + i % USERS + "@example.com", "plan", "pro") : Map.of()));
        }
        return events;
    }
}
