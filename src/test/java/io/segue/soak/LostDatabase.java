package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Takes the database from two members for a while, under load. */
final class LostDatabase {
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final Duration MOST_TO_RECOVER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_HEAP = 480L << 20;

    private LostDatabase() {}

    /** What went wrong; empty when nothing did. */
    static List<String> run(Path jar, Path directory, int seconds, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start();
                var cluster = Cluster.of(2, jar, directory, database.database("segue"))) {
            var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
            Thread.sleep(BEFORE.toMillis());
            remember(cluster, book);
            var without = load.part("gone");
            database.crash();
            long gone = System.nanoTime();
            Thread.sleep(500L * seconds);
            for (var member : cluster.members())
                if (Cluster.seen(member) > 0) wrong.add("%s is ready without a database", member.name());
            Thread.sleep(Math.max(0, 1000L * seconds - (System.nanoTime() - gone) / 1_000_000));
            if (load.lastAcknowledged() > gone) wrong.add("events were acknowledged without a database");
            if (without.decisions().count(200) < 10 * without.decisions().count(503))
                wrong.add("users who were in memory could not be decided on");
            System.out.printf(
                    "without a database %d decisions were made from memory, %d put off%n",
                    without.decisions().count(200), without.decisions().count(503));
            load.part("back");
            database.begin();
            long back = System.nanoTime();
            while (load.lastAcknowledged() < back && System.nanoTime() - back < MOST_TO_RECOVER.toNanos())
                Thread.sleep(20);
            double first = (load.lastAcknowledged() - back) / 1e9;
            if (first < 0) wrong.add("no events were acknowledged within %s", MOST_TO_RECOVER);
            var ready = cluster.awaitMembers(2, MOST_TO_RECOVER);
            System.out.printf(
                    "no database for %d s: events acknowledged again after %.1f s, both ready after %.1f s%n",
                    seconds, first, Math.max(first, 0) + ready);
            load.part("after");
            Thread.sleep(AFTER.toMillis());
            load.stop();
            for (var member : cluster.members()) {
                long heap = member.process().mostHeap();
                System.out.printf("%s: heap at most %d MB%n", member.name(), heap >> 20);
                if (heap > MOST_HEAP) wrong.add("%s: the heap grew to %d MB", member.name(), heap >> 20);
            }
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }

    /** Has everyone decided on once, so that everyone is in memory. */
    private static void remember(Cluster cluster, Book book) throws IOException {
        for (var user : book.users()) Door.decision(cluster.members().get(0), user, PATIENCE);
    }
}
