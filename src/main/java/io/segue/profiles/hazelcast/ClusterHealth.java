package io.segue.profiles.hazelcast;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.segue.journal.Writers;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the member runs, from the moment on at which it first saw the cluster safe: every record at its member and at a backup.
 * A cluster that moves records later, since a member came or went, answers as before and is none the less ready for it; were it
 * not, one member's restart would take all the others out of service.
 */
final class ClusterHealth implements HealthIndicator, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HazelcastInstance hazelcast;
    private final Writers writers;
    private final Thread watch = new Thread(this::awaitSafety, "cluster-safety");
    private volatile boolean safeOnce;

    ClusterHealth(HazelcastInstance hazelcast, Writers writers) {
        this.hazelcast = hazelcast;
        this.writers = writers;
        watch.setDaemon(true);
        watch.start();
    }

    /** Asking takes seconds while the cluster is not safe, so it is not done on the thread of a request. */
    private void awaitSafety() {
        try {
            while (hazelcast.getLifecycleService().isRunning() && !isSafe()) Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            // nobody waits for it anymore
        }
    }

    private boolean isSafe() {
        try {
            safeOnce = hazelcast.getPartitionService().isClusterSafe();
        } catch (HazelcastInstanceNotActiveException e) {
            return false;
        } catch (HazelcastException e) {
            // no answer is none to rely on; it is asked again
        }
        return safeOnce;
    }

    @Override
    public Health health() {
        if (!hazelcast.getLifecycleService().isRunning())
            return Health.down()
                    .withDetail("reason", "the cluster member has stopped")
                    .build();
        if (!safeOnce)
            return Health.outOfService()
                    .withDetail("reason", "records are still being copied")
                    .build();
        if (!writers.mayWrite())
            return Health.outOfService()
                    .withDetail("reason", "it is not among the other members that write to this database")
                    .build();
        return Health.up()
                .withDetail("members", hazelcast.getCluster().getMembers().size())
                .build();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
