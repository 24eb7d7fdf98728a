package io.segue.soak;

import io.segue.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Restarts two members one after the other under load, from another jar than they began with when there is one. */
final class RollingRestart {
    private static final Duration MOST_TO_SEE = Duration.ofMinutes(2);
    private static final Duration CALM = Duration.ofSeconds(15);

    private RollingRestart() {}

    /**
     * What went wrong; empty when nothing did.
     *
     * @param before with which they begin
     * @param after  with which they start again
     */
    static List<String> run(Path before, Path after, Path directory, long seed) throws Exception {
        var wrong = new Wrong();
        var book = new Book(300, 10, 0);
        try (var database = Postgres.start();
                var cluster = Cluster.of(2, before, directory, database.database("segue"))) {
            var load = Load.begin(cluster, book, wrong, seed, 4, 3, 250, "before");
            Thread.sleep(CALM.toMillis());
            var rolling = load.part("rolling");
            for (int number = 1; number <= 2; number++) {
                var leaving = cluster.member(number);
                long begin = System.nanoTime();
                cluster.leave(leaving);
                double left = (System.nanoTime() - begin) / 1e9;
                cluster.start(number, after);
                cluster.awaitMembers(2, MOST_TO_SEE);
                System.out.printf(
                        "%s left in %.1f s, and was back %.1f s after that%n",
                        leaving.name(), left, (System.nanoTime() - begin) / 1e9 - left);
                Thread.sleep(CALM.toMillis());
            }
            load.part("after");
            Thread.sleep(CALM.toMillis());
            load.stop();
            if (rolling.batches().others() + rolling.decisions().others() > 0)
                wrong.add("requests failed while members left and came");
            for (var member : cluster.members()) {
                var refresh = Refreshing.ended(member, Refreshing.begin(member));
                if (refresh.isEmpty() || !refresh.get().get("state").asString().equals("DONE"))
                    wrong.add("a refresh asked of %s did not end well", member.name());
            }
            Check.all(cluster, book, wrong);
        }
        wrong.tell();
        return wrong.all();
    }
}
