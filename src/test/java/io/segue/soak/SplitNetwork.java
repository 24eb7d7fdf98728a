package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Cuts one member off from the others, but not from the database nor from those that send to it, and heals that. */
final class SplitNetwork {
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final Duration MOST_TO_NOTICE = Duration.ofSeconds(60);
    private static final Duration MOST_TO_HEAL = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int REFUSED = 503;

    private SplitNetwork() {}

    /**
     * What went wrong; empty when nothing did.
     *
     * @param members of which one is cut off; of two, either is then given up
     */
    static List<String> run(Path jar, Path directory, int seconds, int members, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start()) {
            database.database("segue");
            try (var network = Network.of(members, database.port());
                    var cluster = Cluster.of(members, network, jar, directory, network.url("segue"))) {
                var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
                Thread.sleep(BEFORE.toMillis());
                load.part("cut");
                network.cut(1);
                long begin = System.nanoTime();
                var apart = apart(cluster, begin, wrong);
                double unready = (System.nanoTime() - begin) / 1e9;
                refuses(apart, book, wrong);
                // as a load balancer would find by its readiness
                cluster.putAside(apart);
                Thread.sleep(1000L * seconds);
                refuses(apart, book, wrong);
                System.out.printf(
                        "one of %d cut off for %d s: %s not ready after %.1f s; the others answer everything after %.1f s%n",
                        members, seconds, apart.name(), unready, Math.max(0, (load.lastFailure() - begin) / 1e9));
                load.part("healed");
                network.heal(1);
                cluster.putBack(apart);
                var back = cluster.awaitMembers(members, MOST_TO_HEAL);
                System.out.printf("all members again, all ready, after %.1f s%n", back);
                load.part("after");
                Thread.sleep(AFTER.toMillis());
                load.stop();
                Check.all(cluster, book, wrong);
            }
        }
        wrong.tell();
        return wrong.all();
    }

    /** The one that says by itself that it is not ready. */
    private static Cluster.Member apart(Cluster cluster, long begin, Wrong wrong) {
        var candidates = cluster.members().size() == 2 ? cluster.members() : List.of(cluster.member(1));
        while (System.nanoTime() - begin < MOST_TO_NOTICE.toNanos()) {
            for (var member : candidates) if (Cluster.seen(member) == 0) return member;
            Cluster.pause();
        }
        wrong.add("every member is ready after %s", MOST_TO_NOTICE);
        return cluster.member(1);
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
