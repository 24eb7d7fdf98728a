package io.segue.soak;

import io.segue.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has one of three members stand still for a while under load, so that the others give it up, and go on. */
final class FrozenMember {
    /** So long a load balancer goes on to send requests to a member that stands still. */
    private static final Duration UNNOTICED = Duration.ofSeconds(5);

    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final Duration MOST_TO_RETURN = Duration.ofMinutes(5);

    private FrozenMember() {}

    /** What went wrong; empty when nothing did. */
    static List<String> run(Path jar, Path directory, int seconds, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start();
                var cluster = Cluster.of(3, jar, directory, database.database("segue"))) {
            var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
            Thread.sleep(BEFORE.toMillis());
            load.part("frozen");
            var frozen = cluster.members().get(1);
            long begin = System.nanoTime();
            frozen.process().freeze();
            Thread.sleep(UNNOTICED.toMillis());
            cluster.putAside(frozen);
            Thread.sleep(1000L * seconds - UNNOTICED.toMillis());
            System.out.printf(
                    "one of three stands still for %d s: the others answer everything after %.1f s, within a second after %.1f s%n",
                    seconds,
                    Math.max(0, (load.lastFailure() - begin) / 1e9),
                    Math.max(0, (load.lastSlow() - begin) / 1e9));
            load.part("returning");
            frozen.process().thaw();
            // at once, so that whatever it answers now is looked at
            cluster.putBack(frozen);
            var back = cluster.awaitMembers(3, MOST_TO_RETURN);
            System.out.printf("three members again, all ready, after %.1f s%n", back);
            load.part("after");
            Thread.sleep(AFTER.toMillis());
            load.stop();
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }
}
