package io.segue.publication;

import io.segue.decisions.DecisionService;
import io.segue.journal.Journal;
import io.segue.support.EditedKnowledge;
import io.segue.support.RunningSegue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a rehearsal of a changed threshold takes with everyone in a file of messages, what it holds meanwhile, and what it does to
 * decisions that somebody waits for. The file is gzipped, one message a line. Not one of the tests, whose names end otherwise.
 * Run: mvn -q test -Dtest=RehearsalFigures -Dfile=FILE -DasOf=INSTANT
 */
class RehearsalFigures {
    private static final int ALONE = 250;
    private static final long A_MILLISECOND = 1_000_000;

    @Test
    void measure(@TempDir Path directory) throws Exception {
        var asOf = Instant.parse(System.getProperty("asOf"));
        var segue = RunningSegue.in(directory);
        load(segue, Path.of(System.getProperty("file")));
        segue.refresh(asOf);
        var users = segue.bean(Journal.class).users(null, null, 1_000_000);
        var draft =
                new EditedKnowledge().set("lifecycle", "Lifecycle", "B11", 25).files();
        var decisions = segue.bean(DecisionService.class);
        var rehearsals = segue.bean(Rehearsals.class);

        for (int round = 1; round <= 3; round++) {
            var none = new int[1];
            tell("decisions alone", latencies(decisions, users, asOf, () -> none[0]++ < ALONE));
            for (var wish : List.of(new RehearsalWish(asOf, null, 1, null), new RehearsalWish(asOf, null, 7, null))) {
                var quiet = rehearsals.start("quiet", draft, wish).id();
                long most = 0;
                while (!ended(rehearsals, quiet)) {
                    most = Math.max(most, used());
                    Thread.sleep(20);
                }
                tell(rehearsals.get(quiet).orElseThrow(), most);
            }
            var busy = rehearsals
                    .start("busy", draft, new RehearsalWish(asOf, null, 1, null))
                    .id();
            tell("decisions beside a rehearsal", latencies(decisions, users, asOf, () -> !ended(rehearsals, busy)));
            tell(rehearsals.get(busy).orElseThrow(), 0);
        }
        System.gc();
        System.out.printf("heap after: %d MB%n", used());
        segue.close();
    }

    private static void load(RunningSegue segue, Path file) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var batch = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(line);
                if (batch.size() < 20_000) continue;
                segue.send(batch);
                batch.clear();
            }
            segue.send(batch);
        }
    }

    private static boolean ended(Rehearsals rehearsals, long id) {
        return rehearsals.get(id).orElseThrow().ended();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    /** One decision after the other, a millisecond apart; each in nanoseconds. */
    private static long[] latencies(DecisionService decisions, List<String> users, Instant asOf, BooleanSupplier goOn)
            throws Exception {
        var random = new Random(7);
        var taken = new long[4_000_000];
        int count = 0;
        while (goOn.getAsBoolean() && count < taken.length)
            for (int i = 0; i < 20; i++) {
                long begun = System.nanoTime();
                decisions.decide(users.get(random.nextInt(users.size())), asOf);
                taken[count++] = System.nanoTime() - begun;
                if (System.nanoTime() - begun < A_MILLISECOND) Thread.sleep(1);
            }
        return Arrays.copyOf(taken, count);
    }

    private static void tell(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %d, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
                what,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * .99)] / 1e6,
                nanos[(int) (nanos.length * .999)] / 1e6);
    }

    private static void tell(Rehearsal rehearsal, long most) {
        var report = rehearsal.report();
        var took =
                Duration.between(rehearsal.startedAt(), rehearsal.finishedAt()).toMillis();
        System.out.printf(
                "%s %s: %d of %d days %d in %d ms, %.0f users/s, most heap %d MB; lifecycle changes for %d (%.1f%%)%n",
                rehearsal.state(),
                rehearsal.draft(),
                rehearsal.done(),
                rehearsal.total(),
                rehearsal.days(),
                took,
                rehearsal.done() * 1000.0 / took,
                most,
                report == null
                        ? -1
                        : Village.change(report, "segments.lifecycle").users(),
                report == null
                        ? -1
                        : Village.change(report, "segments.lifecycle").percent());
    }
}
