package io.segue.population;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks every few seconds what became of refreshes, in case nobody told. */
final class RefreshWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshWatch.class);

    private final Refreshes refreshes;
    private final Duration every;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "refresh-watch"));
    private volatile boolean running;

    RefreshWatch(Refreshes refreshes, Duration every) {
        this.refreshes = refreshes;
        this.every = every;
    }

    @Override
    public void start() {
        running = true;
        clockwork.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        // what fails now may succeed at the next look, and must not end looking
        try {
            refreshes.look();
        } catch (RuntimeException | Error e) {
            LOG.error("this member can't see what became of refreshes", e);
        }
    }

    @Override
    public void stop() {
        clockwork.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
