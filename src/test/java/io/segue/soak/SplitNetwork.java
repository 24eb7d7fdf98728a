package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Cuts one of three members off from the other two, but not from the database nor from those that send to it, and heals that. */
final class SplitNetwork {
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final Duration MOST_TO_NOTICE = Duration.ofSeconds(60);
    private static final Duration MOST_TO_HEAL = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int REFUSED = 503;

    private SplitNetwork() {}

    /** What went wrong; empty when nothing did. */
    static List<String> run(Path jar, Path directory, int seconds, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start()) {
            database.database("segue");
            try (var network = Network.of(3, database.port());
                    var cluster = Cluster.of(3, network, jar, directory, network.url("segue"))) {
                var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
                Thread.sleep(BEFORE.toMillis());
                load.part("cut");
                var apart = cluster.members().stream()
                        .filter(member -> member.name().equals("member-1"))
                        .findAny()
                        .orElseThrow();
                network.cut(1);
                long begin = System.nanoTime();
                while (Cluster.seen(apart) > 0 && System.nanoTime() - begin < MOST_TO_NOTICE.toNanos()) Cluster.pause();
                double unready = (System.nanoTime() - begin) / 1e9;
                if (Cluster.seen(apart) > 0) wrong.add("the member apart is ready after %s", MOST_TO_NOTICE);
                refuses(apart, book, wrong);
                // as a load balancer would find by its readiness
                cluster.putAside(apart);
                Thread.sleep(1000L * seconds);
                refuses(apart, book, wrong);
                System.out.printf(
                        "one of three cut off for %d s: not ready after %.1f s; the others answer everything after %.1f s%n",
                        seconds, unready, Math.max(0, (load.lastFailure() - begin) / 1e9));
                load.part("healed");
                network.heal(1);
                cluster.putBack(apart);
                var back = cluster.awaitMembers(3, MOST_TO_HEAL);
                System.out.printf("three members again, all ready, after %.1f s%n", back);
                load.part("after");
                Thread.sleep(AFTER.toMillis());
                load.stop();
                Check.all(cluster, book, wrong);
            }
        }
        wrong.tell();
        return wrong.all();
    }

    private static void refuses(Cluster.Member apart, Book book, Wrong wrong) throws IOException {
        var batch = book.next(new Random(1));
        var answer = Door.send(apart, batch.body(), PATIENCE);
        if (answer.status() == 200) book.acknowledged(batch);
        else book.givenUp(batch, true);
        if (answer.status() != REFUSED || answer.header("Retry-After").isEmpty())
            wrong.add("the member apart answered a batch with %d %s", answer.status(), answer.text());
    }
}
