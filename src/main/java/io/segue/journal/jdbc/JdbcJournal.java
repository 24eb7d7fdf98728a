package io.segue.journal.jdbc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.JournalFull;
import io.segue.journal.JournalUnavailable;
import io.segue.journal.NotAWriter;
import io.segue.journal.RecordKey;
import io.segue.journal.Writers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in a SQL database. Calls that arrive while a transaction runs share the next one: one thread takes all that wait,
 * commits them together, calls the follower and goes on, while the callers are answered as the follower finishes. A call is kept
 * whole or not at all.
 *
 * <p>Meters: {@code segue.journal.events} kept, {@code segue.journal.commits} made, {@code segue.journal.under.way} events
 * accepted and not yet answered, {@code segue.journal.under.way.limit}, and {@code segue.events} kept by type since the start.
 */
public final class JdbcJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcJournal.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
    private static final Call STOP = new Call(List.of(), new CompletableFuture<>());

    /** Of all there may be, so many characters of events may be under way; what is made of one takes several bytes. */
    private static final long SHARE_OF_MEMORY = 32;

    private record Call(List<Row> rows, CompletableFuture<Appended> answer) {
        long characters() {
            return rows.stream().mapToLong(row -> row.body().length()).sum();
        }
    }

    private final DataSource database;
    private final Dialect dialect;
    private final Writers writers;
    private final JournalSettings settings;
    private final Counter commits;
    private final Map<EventType, Counter> kept = new EnumMap<>(EventType.class);
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "journal-writer");
    /** Callers' continuations run here, so that a slow one holds up neither the writer nor the follower. */
    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "journal-answers"));

    private final Object door = new Object();
    private final long mostCharacters;
    private int underWay; // guarded by door
    private long charactersUnderWay; // guarded by door
    private boolean closed; // guarded by door

    private volatile @Nullable Follower follower;
    /** By System.nanoTime; null before the first commit, and after one that failed. */
    private volatile @Nullable Long lastCommit;

    private @Nullable Connection connection; // the writer's own
    private CompletableFuture<?> allFollowed = CompletableFuture.completedFuture(null); // the writer's own

    JdbcJournal(DataSource database, Dialect dialect, Writers writers, JournalSettings settings, MeterRegistry meters) {
        this(database, dialect, writers, settings, meters, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** @param mostCharacters of the bodies of events under way; a few large events fill the memory as many small ones do */
    JdbcJournal(
            DataSource database,
            Dialect dialect,
            Writers writers,
            JournalSettings settings,
            MeterRegistry meters,
            long mostCharacters) {
        this.database = database;
        this.dialect = dialect;
        this.writers = writers;
        this.settings = settings;
        this.mostCharacters = mostCharacters;
        this.commits = Counter.builder("segue.journal.commits")
                .description("transactions that stored events")
                .register(meters);
        Gauge.builder("segue.journal.events", this, JdbcJournal::count)
                .description("events kept")
                .register(meters);
        Gauge.builder("segue.journal.under.way", this, JdbcJournal::underWay)
                .description("events accepted and not yet answered")
                .register(meters);
        Gauge.builder("segue.journal.under.way.limit", settings, JournalSettings::underWay)
                .description("events that may be accepted and not yet answered")
                .register(meters);
        for (var type : EventType.values())
            kept.put(
                    type,
                    Counter.builder("segue.events")
                            .description("events kept")
                            .tag("type", type.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        writer.start();
    }

    @Override
    public CompletionStage<Appended> append(List<Event> events) {
        if (events.isEmpty()) return CompletableFuture.completedFuture(new Appended(0, 0));
        if (!writers.mayWrite()) return CompletableFuture.failedFuture(new NotAWriter());
        if (!writers.isAnswered()) return CompletableFuture.failedFuture(silent());
        var call = new Call(events.stream().map(Row::of).toList(), new CompletableFuture<>());
        long characters = call.characters();
        synchronized (door) {
            if (closed) return CompletableFuture.failedFuture(new IllegalStateException("the journal is closed"));
            // a call larger than all the room there is gets it when nothing else is there
            boolean full =
                    underWay + events.size() > settings.underWay() || charactersUnderWay + characters > mostCharacters;
            if (underWay > 0 && full) return CompletableFuture.failedFuture(new JournalFull(underWay));
            underWay += events.size();
            charactersUnderWay += characters;
            waiting.add(call);
        }
        return call.answer();
    }

    @Override
    public void follow(Follower follower) {
        if (this.follower != null) throw new IllegalStateException("the journal has a follower already");
        this.follower = follower;
    }

    private void write() {
        while (true) {
            var calls = new ArrayList<Call>();
            boolean more = take(calls);
            if (!calls.isEmpty()) commit(calls);
            if (!more) return;
        }
    }

    /** Waits for a call, then takes what else is there for one transaction. Answers whether more may come. */
    private boolean take(List<Call> calls) {
        try {
            int events = 0;
            for (var call = waiting.take(); call != null; call = waiting.poll()) {
                if (call == STOP) return false;
                calls.add(call);
                events += call.rows().size();
                if (events >= settings.perCommit()) break;
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the journal's writer", e);
        }
    }

    private void commit(List<Call> calls) {
        var rows = calls.stream().flatMap(call -> call.rows().stream()).toList();
        EventTable.Inserted inserted;
        try {
            inserted = store(rows);
        } catch (NotAWriter e) {
            answers.execute(() -> calls.forEach(call -> answer(call, null, e)));
            return;
        } catch (SQLException | RuntimeException | Error e) {
            lastCommit = null;
            LOG.error("{} events could not be committed; their senders are told so", rows.size(), e);
            var failure = new JournalUnavailable("events could not be committed", e);
            answers.execute(() -> calls.forEach(call -> answer(call, null, failure)));
            return;
        }
        var entries = inserted.entries();
        commits.increment();
        lastCommit = System.nanoTime();
        for (var entry : entries) {
            var counter = kept.get(entry.event().type());
            if (counter != null) counter.increment();
        }
        var followed = tell(entries);
        allFollowed = CompletableFuture.allOf(allFollowed, followed);
        boolean repeats = entries.size() < rows.size();
        var done = repeats ? CompletableFuture.allOf(allFollowed, tellRepeated(inserted)) : followed;
        done.whenCompleteAsync(
                (nothing, failure) -> {
                    if (failure == null) answer(calls, entries);
                    else {
                        var unsure = new JournalUnavailable("it could not be made sure that events count", failure);
                        calls.forEach(call -> answer(call, null, unsure));
                    }
                },
                answers);
    }

    /**
     * An event that is there already may be one that the follower is still busy with, here or on the process that committed it, which may
     * even have died over it. Its sender waits for that too, since it is told that the event counts. Fails when it can't be made sure that
     * it does.
     */
    private CompletableFuture<?> tellRepeated(EventTable.Inserted inserted) {
        var repeated =
                inserted.repeated().stream().filter(entry -> entry.seq() > 0).toList();
        if (repeated.isEmpty() || !writers.isShared()) return CompletableFuture.completedFuture(null);
        var following = follower;
        return following == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.completedFuture(repeated).thenCompose(following::repeated);
    }

    private EventTable.Inserted store(List<Row> rows) throws SQLException {
        var connection = this.connection;
        try {
            if (connection == null) {
                connection = database.getConnection();
                connection.setAutoCommit(false);
                this.connection = connection;
            }
            var inserted = EventTable.insert(connection, dialect, writers.self(), rows);
            UserTable.remember(connection, inserted.entries());
            connection.commit();
            return inserted;
        } catch (SQLException | RuntimeException | Error e) {
            // the next transaction begins with another connection, should this one be what is broken
            if (connection != null) discard(connection, e);
            this.connection = null;
            throw e;
        }
    }

    private static void discard(Connection connection, Throwable cause) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Completes, never exceptionally, when the follower is done with the entries. */
    private CompletableFuture<?> tell(List<Entry> entries) {
        var following = follower;
        if (entries.isEmpty() || following == null) return CompletableFuture.completedFuture(null);
        return CompletableFuture.completedFuture(List.copyOf(entries))
                .thenCompose(following::follow)
                .handle((nothing, failure) -> {
                    if (failure != null) LOG.error("the follower failed on {}", span(entries), failure);
                    return true;
                });
    }

    private static String span(List<Entry> entries) {
        return "entries %d to %d"
                .formatted(entries.get(0).seq(), entries.get(entries.size() - 1).seq());
    }

    private void answer(List<Call> calls, List<Entry> entries) {
        // both are in the order of the queue, so one walk tells whose events are new
        int next = 0;
        for (var call : calls) {
            int stored = 0;
            for (var row : call.rows()) {
                if (next < entries.size() && entries.get(next).event() == row.event()) {
                    stored++;
                    next++;
                }
            }
            answer(call, new Appended(stored, call.rows().size() - stored), null);
        }
    }

    private void answer(Call call, @Nullable Appended appended, @Nullable Throwable failure) {
        synchronized (door) {
            underWay -= call.rows().size();
            charactersUnderWay -= call.characters();
        }
        if (failure != null) call.answer().completeExceptionally(failure);
        else call.answer().complete(appended);
    }

    @Override
    public Map<RecordKey, Slice> read(Collection<RecordKey> keys, @Nullable Instant until) {
        return reading(connection -> slices(connection, keys, Map.of(), until));
    }

    @Override
    public Map<RecordKey, Slice> readOn(Collection<RecordKey> keys, long digestVersion) {
        return reading(connection -> slices(connection, keys, DigestTable.read(connection, keys, digestVersion), null));
    }

    private static Map<RecordKey, Slice> slices(
            Connection connection, Collection<RecordKey> keys, Map<RecordKey, Digest> digests, @Nullable Instant until)
            throws SQLException {
        long through = EventTable.lastSeq(connection);
        var after = new LinkedHashMap<RecordKey, Long>();
        for (var key : keys) {
            var digest = digests.get(key);
            after.put(key, digest == null ? 0 : digest.through());
        }
        var slices = new LinkedHashMap<RecordKey, Slice>();
        EventTable.read(connection, after, until)
                .forEach((key, entries) ->
                        slices.put(key, new Slice(digests.get(key), List.copyOf(entries.values()), through)));
        return slices;
    }

    @Override
    public void keep(Map<RecordKey, Digest> digests) {
        if (digests.isEmpty()) return;
        writing(connection -> {
            DigestTable.keep(connection, digests);
            return true;
        });
    }

    @Override
    public void dropDigests(Collection<RecordKey> keys) {
        writing(connection -> {
            DigestTable.close(connection);
            DigestTable.drop(connection, keys);
            return true;
        });
    }

    @Override
    public int erase(Collection<RecordKey> subjects) {
        if (subjects.isEmpty()) return 0;
        var erased = writing(connection -> Erasure.erase(connection, writers.self(), Set.copyOf(subjects)));
        takenOut(erased.affected(), erased.seq());
        return erased.events();
    }

    /** The months of which there are events that can be let go, ascending. */
    List<Month> months() {
        return reading(EventTable::months);
    }

    /** Lets all events of a month go, and tells how many those were. */
    long letGo(Month month) {
        long events = 0;
        while (true) {
            var taken = writing(connection -> {
                DigestTable.close(connection);
                long seq = EventTable.reserve(connection, 1, writers.self()).orElseThrow(NotAWriter::new);
                if (!EventTable.has(connection, month)) return new Taken(seq, 0);
                int gone = dialect.letGo(connection, month);
                EventTable.count(connection, -gone);
                DigestTable.takenOut(connection, seq);
                return new Taken(seq, gone);
            });
            events += taken.events();
            if (taken.events() > 0) continue;
            if (events > 0) {
                takenOut(null, taken.seq());
                LOG.info("let {} events of {} go", events, month.number());
            }
            return events;
        }
    }

    private record Taken(long seq, int events) {}

    private void takenOut(@Nullable Collection<RecordKey> keys, long seq) {
        var following = follower;
        if (following != null)
            following.takenOut(keys, seq).toCompletableFuture().join();
    }

    @Override
    public List<String> users(@Nullable String query, @Nullable String after, int limit) {
        if (limit < 1) throw new IllegalArgumentException("limit is %d, expected 1 or more".formatted(limit));
        return reading(connection -> UserTable.find(connection, query, after, limit));
    }

    @Override
    public long count() {
        return reading(EventTable::count);
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /** Nobody has to wait for a database that did not answer a second ago. */
    private static JournalUnavailable silent() {
        return new JournalUnavailable("the database does not answer", null);
    }

    private <T> T writing(Reading<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            // the pool rolls back what was not committed; done here, its failure would stand before what failed first
            var result = work.from(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            LOG.error("the journal cannot be written", e);
            throw new JournalUnavailable("the journal cannot be written", e);
        }
    }

    /** All that one reading sees is of one moment. */
    private <T> T reading(Reading<T> reading) {
        if (!writers.isAnswered()) throw silent();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (connection.getTransactionIsolation() < Connection.TRANSACTION_REPEATABLE_READ)
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return reading.from(connection);
        } catch (SQLException e) {
            LOG.error("the journal cannot be read", e);
            throw new JournalUnavailable("the journal cannot be read", e);
        }
    }

    /** Whether the latest commit succeeded, and not longer ago. */
    boolean hasCommittedWithin(Duration time) {
        var last = lastCommit;
        return last != null && System.nanoTime() - last < time.toNanos();
    }

    private int underWay() {
        synchronized (door) {
            return underWay;
        }
    }

    /** Takes no more calls, commits those that wait, and answers them as far as the follower finishes within 30 s. */
    @Override
    public void close() {
        synchronized (door) {
            if (closed) return;
            closed = true;
            waiting.add(STOP);
        }
        try {
            writer.join();
            allFollowed.get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the follower did not finish before the journal closed; what it missed is in the journal");
        }
        answers.shutdown();
        try {
            if (!answers.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS))
                LOG.warn("the journal closed with answers left to give");
            if (connection != null) connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("the journal's connection did not close well", e);
        }
    }
}
