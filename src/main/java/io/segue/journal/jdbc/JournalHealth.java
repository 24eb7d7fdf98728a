package io.segue.journal.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while events can be kept. A commit of the last seconds proves it; without one the probe writes. So a database that is busy
 * with ingest is not asked on top, and never taken for one that hangs.
 */
final class JournalHealth implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(JournalHealth.class);
    private static final Duration PROOF_LASTS = Duration.ofSeconds(5);

    private final JdbcJournal journal;
    private final WriteProbe probe;
    private final AtomicReference<Optional<String>> told = new AtomicReference<>(Optional.empty());

    JournalHealth(JdbcJournal journal, WriteProbe probe) {
        this.journal = journal;
        this.probe = probe;
    }

    @Override
    public Health health() {
        var trouble = journal.hasCommittedWithin(PROOF_LASTS) ? Optional.<String>empty() : probe.trouble();
        var before = told.getAndSet(trouble);
        if (trouble.isPresent() && before.isEmpty()) LOG.warn("not ready: events can't be kept, {}", trouble.get());
        if (trouble.isEmpty() && before.isPresent()) LOG.info("events can be kept again");
        return trouble.map(why -> Health.down().withDetail("reason", why).build())
                .orElseGet(() -> Health.up().build());
    }
}
