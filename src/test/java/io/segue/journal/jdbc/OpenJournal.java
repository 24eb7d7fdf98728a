package io.segue.journal.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal.Appended;
import io.segue.journal.Writers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A journal as the service opens it, on SQLite in a directory, or on PostgreSQL. */
public final class OpenJournal implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-06-30T12:00:00Z");

    final MeterRegistry meters = new SimpleMeterRegistry();
    final HikariDataSource database;
    public final Writers writers;
    public final JdbcJournal journal;

    public OpenJournal(Path directory) {
        this(directory, null);
    }

    /** @param url of a PostgreSQL database; null for SQLite */
    public OpenJournal(Path directory, @Nullable String url) {
        this(directory, url, 20_000);
    }

    OpenJournal(Path directory, @Nullable String url, int underWay) {
        this(directory, url, underWay, Long.MAX_VALUE);
    }

    OpenJournal(Path directory, @Nullable String url, int underWay, long mostCharacters) {
        var settings = new DatabaseSettings(url, null, null, 4);
        var dialect = Dialect.of(settings);
        database = Databases.open(settings, directory);
        database.setMetricRegistry(meters);
        Flyway.configure()
                .dataSource(database)
                .locations(dialect.migrations())
                .placeholders(dialect.placeholders())
                .load()
                .migrate();
        writers = dialect == Dialect.SQLITE
                ? new SoleWriter(database)
                : new SharedWriters(Databases.apart(settings, directory));
        writers.meet();
        journal = new JdbcJournal(
                database, dialect, writers, new JournalSettings(underWay, 4000, null), meters, mostCharacters);
    }

    Appended append(Event... events) throws Exception {
        return journal.append(List.of(events)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    double commits() {
        return meters.counter("segue.journal.commits").count();
    }

    /** How often a connection was asked for: once for each reading of the journal, and once for all of its writing. */
    public long connectionsTaken() {
        return meters.get("hikaricp.connections.acquire").timer().count();
    }

    static Event track(String messageId, String userId) {
        return event(messageId, EventType.TRACK, userId, null, null, null, Map.of());
    }

    static Event event(
            String messageId,
            EventType type,
            String userId,
            String anonymousId,
            String previousId,
            String groupId,
            Map<String, Object> traits) {
        return new Event(
                messageId,
                type,
                userId,
                anonymousId,
                previousId,
                groupId,
                type == EventType.TRACK ? "Feature Used" : null,
                NOON,
                NOON.plusSeconds(1),
                type == EventType.TRACK ? Map.of("feature", "tasks") : Map.of(),
                traits);
    }

    @Override
    public void close() {
        journal.close();
        if (writers instanceof SharedWriters shared) shared.close();
        database.close();
    }
}
