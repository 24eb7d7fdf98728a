package io.segue.soak;

import io.segue.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Kills the only member at random instants while events come in, and starts it again each time. */
final class KillsUnderLoad {
    private static final int SENDERS = 8;
    private static final int ASKERS = 2;
    private static final int PAUSE_MILLIS = 150;
    private static final Duration MOST_BETWEEN = Duration.ofSeconds(20);

    private KillsUnderLoad() {}

    /** What went wrong; empty when nothing did. */
    static List<String> run(Path jar, Path directory, int kills, boolean postgresql, long seed) throws Exception {
        if (!postgresql) return run(jar, directory, kills, seed);
        try (var database = Postgres.start()) {
            return run(jar, directory, kills, seed, "segue.database.url=" + database.database("segue"));
        }
    }

    private static List<String> run(Path jar, Path directory, int kills, long seed, String... properties)
            throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 30, 0);
        var random = new Random(seed);
        long down = 0;
        try (var cluster = Cluster.alone(jar, directory, properties)) {
            var load = Load.begin(cluster, book, wrong, seed, SENDERS, ASKERS, PAUSE_MILLIS, "all");
            for (int kill = 0; kill < kills; kill++) {
                awaitMore(book, 3 + random.nextInt(60));
                Thread.sleep(random.nextInt(200));
                cluster.kill(cluster.members().get(0));
                long begin = System.nanoTime();
                cluster.start(1);
                down += System.nanoTime() - begin;
            }
            awaitMore(book, 10);
            load.stop();
            System.out.printf("%d kills, ready again after %.1f s on average%n", kills, down / 1e9 / kills);
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }

    /** Waits until so many more batches were acknowledged, but not for long: it may be that slow. */
    private static void awaitMore(Book book, int batches) throws InterruptedException {
        int before = book.acknowledgedBatches();
        long end = System.nanoTime() + MOST_BETWEEN.toNanos();
        while (book.acknowledgedBatches() < before + batches && System.nanoTime() < end) Thread.sleep(5);
    }
}
