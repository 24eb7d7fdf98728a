package io.segue.journal.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Has the journal take its last events after the last request was answered, and while everything else is still there. */
final class Drain implements SmartLifecycle {
    private final JdbcJournal journal;
    private final @Nullable Retention retention;
    private volatile boolean running;

    Drain(JdbcJournal journal, @Nullable Retention retention) {
        this.journal = journal;
        this.retention = retention;
    }

    /** Web servers are stopped in the highest phases. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        if (retention != null) retention.start();
    }

    @Override
    public void stop() {
        if (retention != null) retention.close();
        journal.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
