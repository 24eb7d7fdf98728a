package io.segue.journal.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.segue.journal.Writers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes on a database that several share, in the table {@code journal_writer}. This one tells four times a second that it is there,
 * and hears in the same statement whether it has its place.
 */
final class SharedWriters implements Writers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedWriters.class);
    /** So long one that was given up may not know it. */
    private static final Duration EVERY = Duration.ofMillis(250);
    /** So long the answer to one attempt may take, the wait for a connection among it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A process that did not run for so long may be lost to the others, who give up one that is silent for 10 s. */
    private static final Duration STILL = Duration.ofSeconds(5);
    /** Of a member that was heard of longer ago it is not expected that it writes. */
    private static final Duration LATELY = Duration.ofSeconds(5);
    /** Rows of processes that ended long ago, whom nobody expelled because nobody else was there. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private final HikariDataSource database;
    private final String self = UUID.randomUUID().toString();
    private final ScheduledExecutorService clockwork = daemon("journal-writers");
    /** Never waits for the database. */
    private final ScheduledExecutorService pulse = daemon("journal-writers-pulse");

    private volatile boolean entered;
    private volatile boolean met;
    private volatile long ran = System.nanoTime();
    private volatile boolean heard;
    private volatile long suspected = System.nanoTime();
    private volatile long trustedFrom = System.nanoTime();

    /** @param database of its own, closed with it: a sign of life must not wait for others' connections */
    SharedWriters(HikariDataSource database) {
        this.database = database;
        enter();
        clockwork.scheduleWithFixedDelay(this::tell, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        pulse.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public void enter() {
        long asked = System.nanoTime();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (var delete = connection.prepareStatement(
                            "DELETE FROM journal_writer WHERE seen_at < " + NOW + " - " + FORGOTTEN.toMillis());
                    var insert = connection.prepareStatement("INSERT INTO journal_writer (id, seen_at) VALUES (?, "
                            + NOW + ") ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, expelled = NULL")) {
                delete.executeUpdate();
                insert.setString(1, self);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("this member cannot take its place among those that write", e);
        }
        trustedFrom = asked;
        heard = true;
        entered = true;
    }

    @Override
    public void leave() {
        entered = false;
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM journal_writer WHERE id = ?")) {
            delete.setString(1, self);
            delete.executeUpdate();
        } catch (SQLException e) {
            LOG.warn("this member leaves without telling the database; the others will see to it", e);
        }
    }

    private void tell() {
        if (!entered) return;
        long now = System.nanoTime();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE journal_writer SET seen_at = " + NOW + " WHERE id = ? AND expelled IS NULL")) {
            update.setQueryTimeout((int) PATIENCE.toSeconds());
            update.setString(1, self);
            boolean inPlace = update.executeUpdate() == 1;
            if (!heard) LOG.info("the database answers again");
            heard = true;
            if (inPlace) {
                trustedFrom = now;
            } else if (entered) {
                entered = false;
                LOG.warn("the other members gave this one up: it takes no events until it is back among them");
            }
        } catch (SQLException | RuntimeException e) {
            if (heard) LOG.warn("the database does not answer", e);
            heard = false;
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Set<String> others() {
        var others = new HashSet<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT id FROM journal_writer WHERE id <> ? AND expelled IS NULL AND seen_at > " + NOW + " - "
                                + LATELY.toMillis())) {
            select.setString(1, self);
            try (var found = select.executeQuery()) {
                while (found.next()) others.add(found.getString(1));
            }
            return others;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell which members write", e);
        }
    }

    @Override
    public boolean isExpelled() {
        try (var connection = database.getConnection()) {
            return expelled(connection, self).isPresent();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell whether this member has its place", e);
        }
    }

    @Override
    public void meet() {
        met = true;
    }

    @Override
    public boolean mayWrite() {
        return met && entered && !stoodStill();
    }

    @Override
    public boolean isTrusted() {
        // while the database is away nobody can expel, so one that lost sight of nobody still has its place
        return met && entered && !stoodStill() && suspected - trustedFrom < 0;
    }

    /** A process that was stopped for a while may have been expelled meanwhile. */
    private boolean stoodStill() {
        return System.nanoTime() - ran > STILL.toNanos();
    }

    /** Leaves a trace of having run, and looks for a gap in it. */
    private void run() {
        if (stoodStill()) suspect();
        ran = System.nanoTime();
    }

    @Override
    public boolean isAnswered() {
        return heard;
    }

    @Override
    public void suspect() {
        suspected = System.nanoTime();
    }

    @Override
    public OptionalLong expel(String writer) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                // with the head's lock: its commits come before this one or not at all
                var seq = EventTable.reserve(connection, 1, self);
                if (seq.isEmpty()) return seq;
                expel(connection, writer, seq.getAsLong());
                connection.commit();
                return expelled(connection, writer);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a member that is gone could not be expelled", e);
        }
    }

    private static void expel(Connection connection, String writer, long seq) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE journal_writer SET expelled = ? WHERE id = ? AND expelled IS NULL")) {
            update.setLong(1, seq);
            update.setString(2, writer);
            update.executeUpdate();
        }
    }

    private static OptionalLong expelled(Connection connection, String writer) throws SQLException {
        try (var select = connection.prepareStatement("SELECT expelled FROM journal_writer WHERE id = ?")) {
            select.setString(1, writer);
            try (var found = select.executeQuery()) {
                if (!found.next()) return OptionalLong.empty();
                long seq = found.getLong(1);
                return found.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
            }
        }
    }

    @Override
    public Duration silence(String writer) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT " + NOW + " - seen_at FROM journal_writer WHERE id = ?")) {
            select.setString(1, writer);
            try (var found = select.executeQuery()) {
                return found.next() ? Duration.ofMillis(found.getLong(1)) : Duration.ofSeconds(Long.MAX_VALUE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell when a member was last heard of", e);
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        pulse.shutdownNow();
        database.close();
    }
}
