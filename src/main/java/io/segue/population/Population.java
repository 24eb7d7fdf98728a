package io.segue.population;

import io.segue.journal.Journal;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All users known by an instant, in portions. Several portions are worked on at a time, each by one thread, and what comes of them
 * is taken one after the other, in the order of the users, by the thread that asked.
 */
public final class Population {
    private static final Logger LOG = LoggerFactory.getLogger(Population.class);
    private static final int PORTION = 250;

    private final Journal journal;
    private final Profiles profiles;
    private final Instant asOf;
    private final ExecutorService workers;
    private final int atOnce;
    private final Runnable pulse;

    /**
     * What came of some users.
     *
     * @param results of those that are known and could be worked on
     * @param errors  one of each that could not, beginning with the id
     * @param size    users in the portion, unknown ones among them
     */
    public record Portion<T>(List<T> results, List<String> errors, int size) {}

    /**
     * @param asOf    the instant as of which users are known
     * @param workers work on the portions
     * @param atOnce  portions that wait or are worked on at a time
     * @param pulse   called before each user; what it throws ends the work
     */
    public Population(
            Journal journal, Profiles profiles, Instant asOf, ExecutorService workers, int atOnce, Runnable pulse) {
        this.journal = journal;
        this.profiles = profiles;
        this.asOf = asOf;
        this.workers = workers;
        this.atOnce = atOnce;
        this.pulse = pulse;
    }

    /** Works on everyone that any call ever named. */
    public <T> void everyone(Function<Person, T> work, Consumer<Portion<T>> taker) {
        each(new Everyone(), work, taker);
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
                    Callable<Portion<T>> task = () -> portion(userIds, work);
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

    private <T> Portion<T> portion(List<String> userIds, Function<Person, T> work) {
        var results = new ArrayList<T>(userIds.size());
        var errors = new ArrayList<String>();
        read(userIds, errors).forEach((userId, person) -> {
            pulse.run();
            try {
                results.add(work.apply(person));
            } catch (RuntimeException e) {
                errors.add(error(userId, e));
            }
        });
        return new Portion<>(results, errors, userIds.size());
    }

    /** All at once; where that fails, one by one, so that one user's trouble is not everybody's. */
    private Map<String, Person> read(List<String> userIds, List<String> errors) {
        try {
            return new TreeMap<>(profiles.findAll(userIds, asOf));
        } catch (RuntimeException e) {
            LOG.debug("{} users could not be read together, so each is read by itself", userIds.size(), e);
        }
        var people = new TreeMap<String, Person>();
        for (var userId : userIds) {
            pulse.run();
            try {
                people.putAll(profiles.findAll(List.of(userId), asOf));
            } catch (RuntimeException e) {
                errors.add(error(userId, e));
            }
        }
        return people;
    }

    private static String error(String userId, RuntimeException e) {
        LOG.debug("a user is left out", e);
        return "%s: %s".formatted(userId, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    /** Pages through the ids in the journal, reading each page when it is asked for. */
    private final class Everyone implements Iterator<List<String>> {
        private List<String> next = journal.users(null, null, PORTION);

        @Override
        public boolean hasNext() {
            return !next.isEmpty();
        }

        @Override
        public List<String> next() {
            if (next.isEmpty()) throw new NoSuchElementException();
            var page = next;
            next = journal.users(null, page.get(page.size() - 1), PORTION);
            return page;
        }
    }
}
