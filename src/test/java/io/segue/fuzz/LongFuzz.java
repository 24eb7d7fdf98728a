package io.segue.fuzz;

import io.segue.support.PackagedSegue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends very many requests to the packaged service in a process of its own; see {@code bin/fuzz}. */
final class LongFuzz {
    private static final long MB = 1 << 20;
    /** What is kept on purpose, such as users that shots brought, is far below. */
    private static final long MOST_GROWTH_MB = 40;

    private static final int MOST_MORE = 20;

    private LongFuzz() {}

    /** @param args the jar, the number of requests, the seed */
    public static void main(String[] args) throws Exception {
        int requests = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        var directory = Files.createTempDirectory("segue-fuzz");
        var wrong = new ArrayList<String>();
        long begin = System.nanoTime();
        Fuzzing fuzzing;
        long events;
        try (var segue = PackagedSegue.start(Path.of(args[0]), directory, "512m", Fuzzing.PROPERTIES)) {
            fuzzing = new Fuzzing(segue.port(), seed);
            var control = new Control(fuzzing);
            System.out.printf(
                    "%d endpoints, %d requests, seed %d, data and log in %s%n",
                    fuzzing.endpoints().size(), requests, seed, directory);
            // the first tenth fills caches and starts threads
            fuzzing.run(0, requests / 10);
            var before = Load.of(segue);
            fuzzing.run(requests / 10, requests);
            var after = Load.of(segue);
            System.out.printf(
                    "heap in use %d -> %d MB, threads %d -> %d, files and sockets %d -> %d%n",
                    before.heap / MB, after.heap / MB, before.threads, after.threads, before.handles, after.handles);
            if (after.heap - before.heap > MOST_GROWTH_MB * MB) wrong.add("the heap grew");
            if (after.threads - before.threads > MOST_MORE) wrong.add("threads were left");
            if (after.handles - before.handles > MOST_MORE) wrong.add("files or sockets were left open");
            wrong.addAll(control.wrong());
            events = Fuzzing.json(fuzzing.ask("GET", "/v1/admin/journal", null))
                    .get("events")
                    .asLong();
            if (!segue.isAlive()) wrong.add("it ended by itself");
            wrong.addAll(log(segue));
        }
        wrong.addAll(journal(directory, events, fuzzing.acknowledged()));
        System.out.print(fuzzing.summary());
        System.out.printf("%.0f requests/s%n", requests / ((System.nanoTime() - begin) / 1e9));
        wrong.forEach(what -> System.out.println("WRONG " + what));
        boolean well = wrong.isEmpty() && fuzzing.violations().isEmpty();
        System.out.println(well ? "nothing wrong" : "something is wrong");
        System.exit(well ? 0 : 1);
    }

    /** Each measured when nothing is under way and what is not used is collected. */
    private record Load(long heap, long threads, long handles) {
        static Load of(PackagedSegue segue) throws Exception {
            // refreshes that shots asked for come to their end, and connections that they left are closed
            Thread.sleep(Duration.ofSeconds(5).toMillis());
            return new Load(segue.heapInUse(), segue.threads(), segue.handles());
        }
    }

    private static List<String> log(PackagedSegue segue) throws Exception {
        var wrong = new ArrayList<String>();
        var lines = segue.log().lines().toList();
        lines.stream()
                .filter(line -> line.startsWith(Nasty.FORGED))
                .limit(1)
                .forEach(line -> wrong.add("a line of the log was forged"));
        lines.stream().filter(line -> line.contains("Z ERROR ")).limit(5).forEach(line -> wrong.add("logged " + line));
        for (int i = 1; i < lines.size() && wrong.size() < 5; i++)
            if (lines.get(i).startsWith("\tat ") && !lines.get(i - 1).startsWith("\tat "))
                wrong.add("logged a stack trace: " + String.join(" | ", lines.subList(Math.max(0, i - 3), i + 1)));
        System.out.printf(
                "log: %d lines, %d of them warnings%n",
                lines.size(),
                lines.stream().filter(line -> line.contains("Z  WARN ")).count());
        return wrong;
    }

    private static List<String> journal(Path directory, long told, int acknowledged) throws Exception {
        var wrong = new ArrayList<String>();
        try (var database = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("data").resolve("segue.db"));
                var statement = database.createStatement()) {
            long kept = statement.executeQuery("SELECT count(*) FROM event").getLong(1);
            long control = statement
                    .executeQuery("SELECT count(*) FROM event WHERE message_id LIKE 'control-%'")
                    .getLong(1);
            System.out.printf(
                    "journal: %d events, %d of %d acknowledged control events%n", kept, control, acknowledged);
            if (kept != told) wrong.add("the journal said %d events and has %d".formatted(told, kept));
            if (control != acknowledged) wrong.add("acknowledged events are lost");
        }
        return wrong;
    }
}
