package io.segue.soak;

import io.segue.support.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast one, two and three members on this machine take events in and decide on everyone, and what a user costs in the database and
 * in memory. All members, the database and the senders share the processors, so the figures tell what is shared and what is not, and not
 * what as many machines would do.
 */
final class Scaling {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Digests are written after what asked for them, and hold events in memory for that. */
    private static final Duration DIGESTING = Duration.ofSeconds(15);

    private static final int SENDERS = 6;
    private static final int BATCH = 500;
    private static final int DAYS = 90;

    private final int users;
    private final int each;

    private Scaling(int users, int each) {
        this.users = users;
        this.each = each;
    }

    /**
     * @param each events of a user, over 90 days
     * @param most members; fewer are tried before
     */
    static List<String> run(Path jar, Path directory, int users, int each, int most) throws Exception {
        var scaling = new Scaling(users, each);
        System.out.printf("%,d users of %d events each%n", users, each);
        try (var database = Postgres.start()) {
            for (int members = 1; members <= most; members++)
                scaling.of(members, jar, directory.resolve("of-" + members), database.database("segue" + members));
        }
        return List.of();
    }

    private void of(int members, Path jar, Path directory, String url) throws Exception {
        try (var cluster = Cluster.of(members, jar, directory, url)) {
            var all = cluster.members();
            double empty = size(url);
            long begin = System.nanoTime();
            ingest(all);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d members: %,.0f events/s taken in%n", members, users * (double) each / seconds);
            System.out.printf("  an event takes %,.0f bytes in the database%n", (size(url) - empty) / users / each);
        }
        try (var cluster = Cluster.of(members, jar, directory, url)) {
            var all = cluster.members();
            long before = heap(all);
            System.out.printf("  just started, from all events: %s%n", refreshed(all));
            System.out.printf("  again, from memory: %s%n", refreshed(all));
            System.out.printf("  and again: %s%n", refreshed(all));
            Thread.sleep(DIGESTING.toMillis());
            System.out.printf(
                    "  a user takes %,.0f bytes of heap on all members together, backups among it%n",
                    (heap(all) - before) / (double) users);
        }
        try (var cluster = Cluster.of(members, jar, directory, url)) {
            System.out.printf("  just started, from digests: %s%n", refreshed(cluster.members()));
            System.out.printf(
                    "  a user takes %,.0f bytes in the database, digests and results of four refreshes among it%n",
                    size(url) / users);
        }
    }

    private void ingest(List<Cluster.Member> members) {
        var next = new AtomicInteger();
        var start = Instant.now().minus(Duration.ofDays(DAYS));
        var senders = new ArrayList<CompletableFuture<Void>>();
        for (int sender = 0; sender < SENDERS; sender++)
            senders.add(CompletableFuture.runAsync(() -> {
                for (int batch = next.getAndIncrement();
                        batch * (long) BATCH < (long) users * each;
                        batch = next.getAndIncrement()) send(members.get(batch % members.size()), batch, start);
            }));
        senders.forEach(CompletableFuture::join);
    }

    /** One event of each of many users after the other, as they come. */
    private void send(Cluster.Member member, int batch, Instant start) {
        var events = new StringBuilder("{\"batch\":[");
        for (int i = 0; i < BATCH; i++) {
            long number = batch * (long) BATCH + i;
            long round = number / users;
            if (i > 0) events.append(',');
            events.append("""
                    {"type":"track","event":"Feature Used","userId":"user-%07d","messageId":"m-%d-of-a-usual-length-as-sdks-send",\
                    "timestamp":"%s","properties":{"feature":"%s"}}""".formatted(
                            number % users,
                            number,
                            start.plus(Duration.ofDays(DAYS).multipliedBy(round).dividedBy(each)),
                            List.of("tasks", "projects", "api", "comments").get((int) (number % 4))));
        }
        try {
            var answer = Door.send(member, events.append("]}").toString(), PATIENCE);
            if (answer.status() != 200) throw new IllegalStateException("batch answered with " + answer.status());
        } catch (IOException e) {
            throw new IllegalStateException("batch not answered", e);
        }
    }

    private String refreshed(List<Cluster.Member> members) throws IOException {
        var ended = Refreshing.ended(members.get(0), Refreshing.begin(members.get(0)))
                .orElseThrow(() -> new IllegalStateException("the refresh does not end"));
        double seconds = Refreshing.took(ended).toMillis() / 1000.0;
        return "%s in %.1f s, %,.0f users/s"
                .formatted(
                        ended.get("state").asString(),
                        seconds,
                        ended.get("done").asInt() / seconds);
    }

    private static long heap(List<Cluster.Member> members) throws Exception {
        long bytes = 0;
        for (var member : members) bytes += member.process().heapInUse();
        return bytes;
    }

    private static double size(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            var found = statement.executeQuery("SELECT pg_database_size(current_database())");
            found.next();
            return found.getDouble(1);
        }
    }
}
