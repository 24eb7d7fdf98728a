package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Kills one of three members while it has everyone decided on, and has a fourth join, both under load. */
final class LostMember {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST_TO_SEE = Duration.ofMinutes(3);
    private static final Duration MOST_REFRESHING = Duration.ofMinutes(5);

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
            var refresh = refresh(lost);
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
            System.out.printf("the refresh of the killed member ended %s%n", ended(left, refresh, wrong));
            var again = ended(left, refresh(left), wrong);
            if (!again.equals("DONE")) wrong.add("a refresh afterwards ended %s", again);
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }

    private static double since(long begin, long end) {
        return Math.max(0, (end - begin) / 1e9);
    }

    /** Has everyone decided on; the id. */
    private static String refresh(Cluster.Member member) throws IOException {
        return Door.json(Door.post(member, "/v1/refresh", PATIENCE)).get("id").asString();
    }

    private static String ended(Cluster.Member member, String refresh, Wrong wrong) throws IOException {
        long end = System.nanoTime() + MOST_REFRESHING.toNanos();
        while (System.nanoTime() < end) {
            var state = state(member, refresh);
            if (state.isPresent()
                    && !state.get().equals("QUEUED")
                    && !state.get().equals("RUNNING")) return state.get();
            Cluster.pause();
        }
        wrong.add("refresh %s did not end within %s", refresh, MOST_REFRESHING);
        return "never";
    }

    private static Optional<String> state(Cluster.Member member, String refresh) throws IOException {
        var answer = Door.get(member, "/v1/refresh/" + refresh, PATIENCE);
        return answer.status() == 200
                ? Optional.of(Door.json(answer).get("state").asString())
                : Optional.empty();
    }
}
