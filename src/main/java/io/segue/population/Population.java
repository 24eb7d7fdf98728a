package io.segue.population;

import io.segue.journal.Journal;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All users known by an instant, in portions, worked on by this member alone. Several portions are worked on at a time, each by one thread, and what comes of them
 * is taken one after the other, in the order of the users, by the thread that asked.
 */
public final class Population {
    private static final int PORTION = 250;

    private final Journal journal;
    private final OneByOne people;
    private final ExecutorService workers;
    private final int atOnce;

    /**
     * What came of some users.
     *
     * @param results of those that are known and could be worked on
     * @param errors  one of each that could not, beginning with the id
     * @param size    users in the portion, unknown ones among them
     */
    public record Portion<T>(List<T> results, List<String> errors, int size) implements Serializable {}

    /**
     * @param asOf    the instant as of which users are known
     * @param workers work on the portions
     * @param atOnce  portions that wait or are worked on at a time
     * @param pulse   called before each user; what it throws ends the work
     */
    public Population(
            Journal journal, Profiles profiles, Instant asOf, ExecutorService workers, int atOnce, Runnable pulse) {
        this.journal = journal;
        this.people = new OneByOne(profiles, asOf, pulse, any -> false);
        this.workers = workers;
        this.atOnce = atOnce;
    }

    /** Works on everyone that any call ever named. */
    public <T> void everyone(Function<Person, T> work, Consumer<Portion<T>> taker) {
        each(new Everyone(journal, PORTION), work, taker);
    }

    /** Works on the users of those ids. */
    public <T> void all(List<String> userIds, Function<Person, T> work, Consumer<Portion<T>> taker) {
        var portions = new ArrayList<List<String>>();
        for (int from = 0; from < userIds.size(); from += PORTION)
            portions.add(userIds.subList(from, Math.min(from + PORTION, userIds.size())));
        each(portions.iterator(), work, taker);
    }

    private <T> void each(Iterator<List<String>> portions, Function<Person, T> work, Consumer<Portion<T>> taker) {
        var underWay = new ArrayDeque<Future<Portion<T>>>();
        try {
            while (portions.hasNext() || !underWay.isEmpty()) {
                while (portions.hasNext() && underWay.size() < atOnce) {
                    var userIds = portions.next();
                    Callable<Portion<T>> task = () -> people.portion(userIds, work);
                    underWay.add(workers.submit(task));
                }
                taker.accept(result(underWay.remove()));
            }
        } finally {
            underWay.forEach(future -> future.cancel(false));
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was interrupted while users were worked on", e);
        }
    }
}
