package io.segue.publication;

import io.segue.support.Http;
import io.segue.support.PackagedSegue;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kills the packaged service at random instants while it publishes, starts it again, and checks that it decides by the old version
 * or the new, wholly; see {@code bin/kill-publish}.
 */
final class KillsDuringPublish {
    /** So many times as long as a publish takes, so that some kills come after it. */
    private static final double LONGER = 1.5;

    private final Path jar;
    private final Path directory;
    private final List<String> wrong = new ArrayList<>();

    KillsDuringPublish(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    /** @param args the jar, how often, the seed */
    public static void main(String[] args) throws Exception {
        var directory = Files.createTempDirectory("segue-kill-publish");
        System.out.printf("%s kills, seed %s, data and log in %s%n", args[1], args[2], directory);
        var wrong = new KillsDuringPublish(Path.of(args[0]), directory)
                .run(Integer.parseInt(args[1]), Long.parseLong(args[2]));
        wrong.forEach(what -> System.out.println("WRONG " + what));
        System.out.println(wrong.isEmpty() ? "nothing wrong" : "something is wrong");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** What went wrong; empty when nothing did. */
    List<String> run(int kills, long seed) throws Exception {
        var random = new Random(seed);
        var tally = new int[3];
        var segue = PackagedSegue.start(jar, directory, "512m");
        try {
            var analysts = new Analysts(new Http(segue.port()));
            var defaults = analysts.live();
            int millis = publishMillis(analysts);
            System.out.printf("a publish takes %d ms%n", millis);
            for (int kill = 0; kill < kills; kill++) {
                var before = new Analysts(new Http(segue.port()));
                if (!before.live().equals(defaults)) before.rollBack(defaults);
                var draft = before.draft("engagement", Analysts.dailyFrom(6));
                var answer = CompletableFuture.supplyAsync(() -> before.publish("until the end", draft));
                Thread.sleep(random.nextInt((int) (LONGER * millis)));
                segue.kill();
                boolean answered = answered(answer);
                segue = PackagedSegue.start(jar, directory, "512m");
                tally[check(kill, new Http(segue.port()), defaults, draft, answered)]++;
            }
        } finally {
            segue.close();
        }
        System.out.printf(
                "old version %d times, new one unanswered %d times, new one answered %d times%n",
                tally[0], tally[1], tally[2]);
        return wrong;
    }

    /** The first one of a process, as each is that is killed. */
    private static int publishMillis(Analysts analysts) {
        var draft = analysts.draft("engagement", Analysts.dailyFrom(8));
        long begin = System.nanoTime();
        analysts.published("to see how long it takes", draft);
        return (int) ((System.nanoTime() - begin) / 1_000_000);
    }

    private static boolean answered(CompletableFuture<HttpResponse<String>> answer) {
        try {
            return answer.join().statusCode() == 200;
        } catch (CompletionException broken) {
            return false;
        }
    }

    /** 0 for the old version, 1 for the new one that nobody was told of, 2 for the new one. */
    private int check(int kill, Http http, String defaults, String draft, boolean answered) {
        var analysts = new Analysts(http);
        boolean isNew = !analysts.live().equals(defaults);
        int points = analysts.pointsForSixSessions();
        var state = http.get("/v1/drafts/" + draft).get("state").asString();
        var versions = http.get("/v1/knowledge/versions?limit=500").get("versions");
        if (answered && !isNew) wrong.add("kill %d: what was answered is not live".formatted(kill));
        if (points != (isNew ? 30 : 20)) wrong.add("kill %d: version and decisions differ".formatted(kill));
        if (!state.equals(isNew ? "PUBLISHED" : "OPEN")) wrong.add("kill %d: the draft is %s".formatted(kill, state));
        for (int i = 0; i < versions.size(); i++)
            if (versions.get(i).get("release").asInt() != versions.size() - i)
                wrong.add("kill %d: a release is missing".formatted(kill));
        return !isNew ? 0 : answered ? 2 : 1;
    }
}
