package io.segue.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares what members tell with what senders know, when nothing is under way. */
final class Check {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int THREADS = 4;
    private static final int TRIES = 20;

    private Check() {}

    /** Whatever was acknowledged must be in the journal and in decisions of every member, once; all else wholly or not at all. */
    static void all(Cluster cluster, Book book, Wrong wrong) throws Exception {
        var certain = new HashMap<String, Integer>();
        for (var user : book.users()) certain.put(user, book.acknowledged(user));
        int whole = 0;
        boolean first = true;
        for (var member : cluster.members()) {
            var folded = folded(member, certain.keySet(), wrong);
            if (first) whole = settle(book, folded, certain, wrong);
            first = false;
            long expected =
                    certain.values().stream().mapToLong(Integer::intValue).sum();
            long journaled = Door.json(patiently(member, "/v1/admin/journal"))
                    .get("events")
                    .asLong();
            long all = folded.values().stream().mapToLong(Integer::intValue).sum();
            System.out.printf(
                    "%s: acknowledged %d, and %d of batches given up; journaled %d, folded %d%n",
                    member.name(), book.acknowledged(), expected - book.acknowledged(), journaled, all);
            if (journaled != expected)
                wrong.add("%s: %d events are journaled, expected %d", member.name(), journaled, expected);
            for (var user : new TreeSet<>(certain.keySet()))
                if (!folded.getOrDefault(user, -1).equals(certain.get(user)))
                    wrong.add(
                            "%s counts %s events of %s, expected %d",
                            member.name(), folded.get(user), user, certain.get(user));
        }
        System.out.printf(
                "batches: %d acknowledged; of %d given up %d are there as a whole; %d always refused are not there%n",
                book.acknowledgedBatches(),
                book.uncertain().size(),
                whole,
                book.refused().size());
    }

    /** Adds what is there of batches that may be there; how many of those there are. */
    private static int settle(Book book, Map<String, Integer> folded, Map<String, Integer> certain, Wrong wrong) {
        int whole = 0;
        for (var batch : book.uncertain()) {
            if (!batch.mayBeGivenUp()) continue;
            var user = Book.someoneOf(batch);
            int there = folded.getOrDefault(user, 0);
            if (there == 0) continue;
            if (there != batch.events()) wrong.add("of a batch of %d events %d are there", batch.events(), there);
            certain.put(user, there);
            whole++;
        }
        return whole;
    }

    private static Map<String, Integer> folded(Cluster.Member member, Iterable<String> users, Wrong wrong)
            throws Exception {
        var counted = new ConcurrentHashMap<String, Integer>();
        var asking = Executors.newFixedThreadPool(THREADS);
        var asked = new ArrayList<Future<?>>();
        try {
            for (var user : users)
                asked.add(asking.submit(() -> {
                    var answer = patiently(member, "/v1/users/" + user + "/decision");
                    if (answer.status() == 200 || answer.status() == 404) counted.put(user, Door.counted(answer));
                    else wrong.add("%s: %d %s", member.name(), answer.status(), answer.text());
                    return true;
                }));
            for (var each : asked) each.get();
        } finally {
            asking.shutdownNow();
        }
        return counted;
    }

    private static io.segue.support.Wire.Answer patiently(Cluster.Member member, String path) throws IOException {
        for (int tries = 1; ; tries++) {
            var answer = Door.get(member, path, PATIENCE);
            if (tries == TRIES || (answer.status() != 429 && answer.status() != 503)) return answer;
            Cluster.pause();
        }
    }
}
