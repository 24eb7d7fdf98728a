package io.segue.journal.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets whole months of events go once all of them came longer ago than they are to be kept. Looks at the start and every hour. */
final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final JdbcJournal journal;
    private final Period kept;
    private final Clock clock;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "journal-retention"));

    Retention(JdbcJournal journal, Period kept, Clock clock) {
        this.journal = journal;
        this.kept = kept;
        this.clock = clock;
    }

    /** Begins to look. */
    void start() {
        clockwork.scheduleWithFixedDelay(this::look, 0, EVERY.toMinutes(), TimeUnit.MINUTES);
    }

    private void look() {
        try {
            letGo();
        } catch (RuntimeException | Error e) {
            // what fails now may succeed at the next look, and must not end looking
            LOG.error("events that are past their time could not be let go", e);
        }
    }

    /** Lets go what is past its time, and tells how many events that were. */
    long letGo() {
        var first =
                Month.of(clock.instant().atOffset(ZoneOffset.UTC).minus(kept).toInstant());
        long events = 0;
        for (var month : journal.months()) if (month.isBefore(first)) events += journal.letGo(month);
        return events;
    }

    @Override
    public void close() {
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(EVERY.toMinutes(), TimeUnit.MINUTES)) clockwork.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
