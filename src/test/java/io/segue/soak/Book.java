package io.segue.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What senders sent and what of it was acknowledged. Every event is a "Content Created" of now, so a decision's
 * {@code contentCreated28d} is how many different ones of the user were folded. Safe for use by many threads.
 */
final class Book {
    private static final int MOST_TRIES = 3;
    private static final int LATEST = 64;

    /**
     * One call.
     *
     * @param counts how many of its events are of which user
     * @param tries  how often its sender tries at most. Few for one that is all of one user's, whom no other call names, so that it
     *               shows whether all of it was kept or nothing
     */
    record Batch(String body, Map<String, Integer> counts, int tries) {
        int events() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean mayBeGivenUp() {
            return tries < Integer.MAX_VALUE;
        }
    }

    /** How many events of a user. */
    private record Count(AtomicInteger sent, AtomicInteger acknowledged) {}

    private final String run = Long.toHexString(System.nanoTime());
    private final int users;
    private final int givenUpPercent;
    private final String note;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong markers = new AtomicLong();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>(); // guarded by itself
    private final String[] latest = new String[LATEST];
    private final AtomicInteger nextLatest = new AtomicInteger();
    private final Collection<Batch> uncertain = new ConcurrentLinkedQueue<>();
    private final Collection<Batch> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledgedBatches = new AtomicInteger();

    /**
     * @param users          over whom most events are spread
     * @param givenUpPercent of all batches, those that are tried a few times only
     * @param padding        characters that each event carries besides
     */
    Book(int users, int givenUpPercent, int padding) {
        this.users = users;
        this.givenUpPercent = givenUpPercent;
        this.note = "x".repeat(padding);
    }

    /** A new batch, small ones more often than large ones. */
    Batch next(Random random) {
        int kind = random.nextInt(10);
        int size = 1 + random.nextInt(kind < 5 ? 5 : kind < 9 ? 60 : 300);
        boolean once = random.nextInt(100) < givenUpPercent;
        var marker = once ? "m-" + markers.incrementAndGet() : null;
        var messages = new StringBuilder();
        var ofUsers = new HashMap<String, Integer>();
        for (int i = 0; i < size; i++) {
            var user = marker == null ? "u-" + random.nextInt(users) : marker;
            ofUsers.merge(user, 1, Integer::sum);
            messages.append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"Content Created\",\"messageId\":\"%s-%d\",\"properties\":{\"note\":\"%s\"}}"
                                    .formatted(user, run, events.incrementAndGet(), note));
        }
        ofUsers.forEach((user, count) -> count(user).sent().addAndGet(count));
        return new Batch(
                "{\"batch\":[%s]}".formatted(messages),
                Map.copyOf(ofUsers),
                once ? 1 + random.nextInt(MOST_TRIES) : Integer.MAX_VALUE);
    }

    private Count count(String user) {
        return counts.computeIfAbsent(user, any -> new Count(new AtomicInteger(), new AtomicInteger()));
    }

    void acknowledged(Batch batch) {
        acknowledgedBatches.incrementAndGet();
        batch.counts().forEach((user, count) -> {
            if (count(user).acknowledged().getAndAdd(count) == 0) {
                synchronized (asked) {
                    asked.add(user);
                }
            }
            latest[Math.floorMod(nextLatest.getAndIncrement(), LATEST)] = user;
        });
    }

    /** @param certainly whether each answer said that nothing was taken */
    void givenUp(Batch batch, boolean certainly) {
        (certainly ? refused : uncertain).add(batch);
    }

    /** A user of whom something was acknowledged, every other time a moment ago; empty when there is none yet. */
    Optional<String> someone(Random random) {
        var recent = latest[random.nextInt(LATEST)];
        if (recent != null && random.nextBoolean()) return Optional.of(recent);
        synchronized (asked) {
            return asked.isEmpty() ? Optional.empty() : Optional.of(asked.get(random.nextInt(asked.size())));
        }
    }

    /** A user of the batch. */
    static String someoneOf(Batch batch) {
        var all = List.copyOf(batch.counts().keySet());
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    int acknowledged(String user) {
        return count(user).acknowledged().get();
    }

    /** How many events of the user were ever sent, or are about to be. */
    int sent(String user) {
        return count(user).sent().get();
    }

    Collection<String> users() {
        return List.copyOf(counts.keySet());
    }

    long acknowledged() {
        return counts.values().stream()
                .mapToLong(count -> count.acknowledged().get())
                .sum();
    }

    int acknowledgedBatches() {
        return acknowledgedBatches.get();
    }

    /** Batches that were given up though they may be there. */
    Collection<Batch> uncertain() {
        return List.copyOf(uncertain);
    }

    /** Batches of which every try was refused. */
    Collection<Batch> refused() {
        return List.copyOf(refused);
    }
}
