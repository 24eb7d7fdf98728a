package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kills one of three members while it has everyone decided on, and has a fourth join, both under load. */
final class LostMember {
    private static final Duration MOST_TO_SEE = Duration.ofMinutes(3);

    private LostMember() {}

    /**
     * What went wrong; empty when nothing did.
     *
     * @param seconds of load before, after the loss, and after the fourth came
     */
    static List<String> run(Path jar, Path directory, int seconds, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start();
                var cluster = Cluster.of(3, jar, directory, database.database("segue"))) {
            var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
            Thread.sleep(1000L * seconds);
            load.part("loss");
            var lost = cluster.members().get(0);
            var refresh = Refreshing.begin(lost);
            Thread.sleep(100);
            long killed = System.nanoTime();
            cluster.kill(lost);
            var seen = cluster.awaitMembers(2, MOST_TO_SEE);
            Thread.sleep(1000L * seconds);
            System.out.printf(
                    "one of three killed: the others know after %.1f s, answer everything after %.1f s, within a second after %.1f s%n",
                    seen, since(killed, load.lastFailure()), since(killed, load.lastSlow()));
            load.part("joining");
            cluster.start(4);
            cluster.awaitMembers(3, MOST_TO_SEE);
            load.part("after");
            Thread.sleep(1000L * seconds);
            load.stop();

            var left = cluster.members().get(0);
            var state = ended(left, refresh);
            System.out.printf("the refresh that the killed member led ended %s%n", state);
            if (!state.equals("DONE")) wrong.add("the refresh that the killed member led ended %s", state);
            var again = ended(left, Refreshing.begin(left));
            if (!again.equals("DONE")) wrong.add("a refresh afterwards ended %s", again);
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }

    private static double since(long begin, long end) {
        return Math.max(0, (end - begin) / 1e9);
    }

    private static String ended(Cluster.Member member, String refresh) throws IOException {
        return Refreshing.ended(member, refresh)
                .map(told -> told.get("state").asString())
                .orElse("never");
    }
}
