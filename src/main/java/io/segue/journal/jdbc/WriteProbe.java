package io.segue.journal.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the database can be written, by writing: one row is counted up in a transaction of its own, which keeps the
 * database as large as it is. One attempt is made at a time, on a thread of its own, and everyone who asks meanwhile shares it, so
 * a database that hangs holds one thread and one connection, however often it is asked after. Safe for use by many threads.
 */
final class WriteProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How long it is believed that the database can be written, and that it can't. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private static final Duration BAD_FOR = Duration.ofSeconds(1);

    private final DataSource database;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "journal-probe");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Attempt latest; // guarded by this

    /** @param trouble empty when the row was written, else what came in between */
    private record Attempt(long begunAt, CompletableFuture<Optional<String>> trouble) {
        long age() {
            return System.nanoTime() - begunAt;
        }

        boolean isOver() {
            if (!trouble.isDone()) return false;
            var goodFor = trouble.join().isEmpty() ? GOOD_FOR : BAD_FOR;
            return age() > goodFor.toNanos();
        }
    }

    WriteProbe(DataSource database) {
        this.database = database;
    }

    /** What keeps the database from being written, as of a few seconds ago at most; empty when nothing does. Takes 2 s at most. */
    Optional<String> trouble() {
        var attempt = attempt();
        try {
            return attempt.trouble().get(Math.max(0, PATIENCE.toNanos() - attempt.age()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of("no answer within %d s".formatted(PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private synchronized Attempt attempt() {
        var attempt = latest;
        if (attempt == null || attempt.isOver())
            latest = attempt = new Attempt(System.nanoTime(), CompletableFuture.supplyAsync(this::write, worker));
        return attempt;
    }

    private Optional<String> write() {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE journal_probe SET writes = writes + 1")) {
            // on SQLite this is how long it waits for another writer
            update.setQueryTimeout((int) PATIENCE.toSeconds());
            return update.executeUpdate() == 1 ? Optional.empty() : Optional.of("the row to write is gone");
        } catch (SQLException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
