package io.segue.publication;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks every few seconds which release is live, in case nobody told, and publishes what is due. */
final class KnowledgeWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeWatch.class);
    private static final long LAST_LOOK_SECONDS = 30;

    private final LiveKnowledge live;
    private final Publisher publisher;
    private final Duration every;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "knowledge-watch"));
    private volatile boolean running;

    KnowledgeWatch(LiveKnowledge live, Publisher publisher, Duration every) {
        this.live = live;
        this.publisher = publisher;
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
            live.follow();
        } catch (RuntimeException | Error e) {
            LOG.error("this member can't go to the knowledge that is live", e);
        }
        try {
            publisher.publishDue();
        } catch (RuntimeException | Error e) {
            LOG.error("planned releases could not be looked at", e);
        }
    }

    @Override
    public void stop() {
        clockwork.shutdown();
        try {
            clockwork.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        live.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
