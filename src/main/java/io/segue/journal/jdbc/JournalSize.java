package io.segue.journal.jdbc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How much there is: meters {@code segue.users} and {@code segue.journal.size}. Counting users reads an index from end to end, so the
 * figures are up to a minute old. Safe for use by many threads.
 */
final class JournalSize implements MeterBinder {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final DataSource database;
    private final Dialect dialect;
    private final Path directory;
    private @Nullable Figures latest; // guarded by this

    private record Figures(long users, long bytes, long takenAt) {}

    /** @param directory where SQLite's files are; not used with another database */
    JournalSize(DataSource database, Dialect dialect, Path directory) {
        this.database = database;
        this.dialect = dialect;
        this.directory = directory;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("segue.users", this, size -> size.figures().users())
                .description("users that any event ever named")
                .register(meters);
        Gauge.builder("segue.journal.size", this, size -> size.figures().bytes())
                .description("the database on disk")
                .baseUnit("bytes")
                .register(meters);
    }

    private synchronized Figures figures() {
        var figures = latest;
        if (figures == null || System.nanoTime() - figures.takenAt() > GOOD_FOR.toNanos()) latest = figures = take();
        return figures;
    }

    private Figures take() {
        try (var connection = database.getConnection()) {
            return new Figures(UserTable.count(connection), dialect.bytes(connection, directory), System.nanoTime());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the size of the journal cannot be told", e);
        }
    }
}
