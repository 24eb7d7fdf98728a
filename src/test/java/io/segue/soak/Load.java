package io.segue.soak;

import io.segue.capacity.Tally;
import io.segue.support.Wire.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Senders of events and askers for decisions, all over the members in service. Senders come again with what was not acknowledged,
 * sometimes with what was, and sometimes send the same to two members at once. Every decision must show what of its user was
 * acknowledged before it was asked for, and not more than was ever sent.
 */
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** So long a sender tries before the service counts as gone for good. */
    private static final Duration MOST_TRYING = Duration.ofMinutes(5);
    /** An answer that takes longer keeps somebody waiting. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final int AGAIN_PERCENT = 10;
    private static final int TWICE_PERCENT = 5;
    private static final int ASKED_AT_ONCE_PERCENT = 20;

    private enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    private final Cluster cluster;
    private final Book book;
    private final Wrong wrong;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Figures> parts = new ArrayList<>(); // guarded by this
    private volatile Figures figures = Figures.begin("start");
    private volatile boolean over;
    private volatile long lastFailure = System.nanoTime();
    private volatile long lastSlow = System.nanoTime();
    private volatile long lastAcknowledged = System.nanoTime();

    private Load(Cluster cluster, Book book, Wrong wrong) {
        this.cluster = cluster;
        this.book = book;
        this.wrong = wrong;
    }

    /** @param pauseMillis between two calls of a sender, on average; an asker waits a fifth of it */
    static Load begin(
            Cluster cluster, Book book, Wrong wrong, long seed, int senders, int askers, int pauseMillis, String part) {
        var load = new Load(cluster, book, wrong);
        load.part(part);
        for (int i = 0; i < senders; i++) load.run("sender-" + i, seed + i, pauseMillis, load::send);
        for (int i = 0; i < askers; i++) load.run("asker-" + i, seed + 1000 + i, pauseMillis / 5, load::ask);
        return load;
    }

    private interface Step {
        void take(Random random) throws InterruptedException;
    }

    private void run(String name, long seed, int pauseMillis, Step step) {
        var thread = new Thread(
                () -> {
                    var random = new Random(seed);
                    try {
                        while (!over) {
                            step.take(random);
                            Thread.sleep(random.nextInt(2 * pauseMillis + 1));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        wrong.add("%s ended: %s", name, e);
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    /** From here on what comes back counts for another part of the run. */
    synchronized Figures part(String name) {
        figures = Figures.begin(name);
        parts.add(figures);
        return figures;
    }

    private void send(Random random) throws InterruptedException {
        var batch = book.next(random);
        boolean certainly = true;
        long end = System.nanoTime() + MOST_TRYING.toNanos();
        for (int tries = 0; tries < batch.tries(); tries++) {
            if (tries > 0) Thread.sleep(100 + random.nextInt(400));
            var outcome = random.nextInt(100) < TWICE_PERCENT ? twice(batch, random) : send(batch, random);
            if (outcome == Outcome.ACKNOWLEDGED) {
                book.acknowledged(batch);
                lastAcknowledged = System.nanoTime();
                if (random.nextInt(100) < ASKED_AT_ONCE_PERCENT) ask(Book.someoneOf(batch), random);
                if (random.nextInt(100) < AGAIN_PERCENT) send(batch, random);
                return;
            }
            certainly &= outcome == Outcome.REFUSED;
            if (System.nanoTime() > end) {
                wrong.add("a sender was not answered well for %s", MOST_TRYING);
                break;
            }
        }
        book.givenUp(batch, certainly);
    }

    private Outcome twice(Book.Batch batch, Random random) {
        long seed = random.nextLong();
        var other = CompletableFuture.supplyAsync(() -> send(batch, new Random(seed)));
        var one = send(batch, random);
        var two = other.join();
        if (one == Outcome.ACKNOWLEDGED || two == Outcome.ACKNOWLEDGED) return Outcome.ACKNOWLEDGED;
        return one == Outcome.REFUSED ? two : one;
    }

    private Outcome send(Book.Batch batch, Random random) {
        var member = cluster.any(random);
        if (member.isEmpty()) return Outcome.REFUSED;
        var tally = figures.batches();
        long begin = System.nanoTime();
        try {
            var answer = Door.send(member.get(), batch.body(), PATIENCE);
            count(tally, answer, begin, "a batch at " + member.get().name());
            if (answer.status() == 200) {
                if (answer.text().contains("rejected")) wrong.add("events were rejected: %s", answer.text());
                return Outcome.ACKNOWLEDGED;
            }
            return answer.status() == 429 ? Outcome.REFUSED : Outcome.UNKNOWN;
        } catch (IOException e) {
            unanswered(tally, member.get(), e);
            return Outcome.UNKNOWN;
        }
    }

    private void ask(Random random) {
        book.someone(random).ifPresent(user -> ask(user, random));
    }

    private void ask(String user, Random random) {
        var found = cluster.any(random);
        if (found.isEmpty()) return;
        var member = found.get();
        var part = figures;
        int least = book.acknowledged(user);
        long begin = System.nanoTime();
        try {
            var answer = Door.decision(member, user, PATIENCE);
            int most = book.sent(user);
            count(part.decisions(), answer, begin, "a decision at " + member.name());
            if (answer.status() != 200) return;
            int counted = Door.counted(answer);
            if (counted < least || counted > most)
                wrong.add(
                        "%s counted %d events of %s, of whom %d were acknowledged before and %d sent; %.1f s into \"%s\"",
                        member.name(), counted, user, least, most, (begin - part.begin()) / 1e9, part.name());
        } catch (IOException e) {
            unanswered(part.decisions(), member, e);
        }
    }

    private void count(Tally tally, Answer answer, long begin, String what) {
        long now = System.nanoTime();
        tally.add(answer, now - begin);
        if (answer.status() != 200) lastFailure = now;
        if (now - begin > SLOW.toNanos()) lastSlow = now;
        boolean later = answer.status() == 429 || answer.status() == 503;
        if (!later && answer.status() != 200) wrong.add("%s: %d %s", what, answer.status(), answer.text());
        if (later && answer.header("Retry-After").isEmpty()) wrong.add("%s: no Retry-After", what);
    }

    private void unanswered(Tally tally, Cluster.Member member, IOException e) {
        boolean gone = cluster.isGone(member);
        tally.count(e.getClass().getSimpleName() + (gone ? " of a member that is gone" : ""));
        if (!gone) lastFailure = System.nanoTime();
    }

    /** When something in service did not answer, or sent away, last; by System.nanoTime. */
    long lastFailure() {
        return lastFailure;
    }

    /** When an answer that took more than a second came last; by System.nanoTime. */
    long lastSlow() {
        return lastSlow;
    }

    /** When a batch was acknowledged last; by System.nanoTime. */
    long lastAcknowledged() {
        return lastAcknowledged;
    }

    /** Lets every sender come to the end of what it is at, and tells what came back. */
    void stop() throws InterruptedException {
        over = true;
        for (var thread : threads) thread.join();
        synchronized (this) {
            parts.forEach(Figures::tell);
        }
    }
}
