package io.segue.profiles.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.segue.profiles.Profiles;

/**
 * Meters of what is held in the cluster: {@code segue.memories.reads} by what answered them, {@code segue.memories.held} on this member,
 * {@code segue.memories.repaired} and {@code segue.cluster.members}.
 */
final class MemoryMeters implements MeterBinder {
    private static final String READS = "segue.memories.reads";

    private final HazelcastInstance hazelcast;
    private final HazelcastMemories memories;
    private final Profiles profiles;

    MemoryMeters(HazelcastInstance hazelcast, HazelcastMemories memories, Profiles profiles) {
        this.hazelcast = hazelcast;
        this.memories = memories;
        this.profiles = profiles;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder(READS, memories, HazelcastMemories::readFromMemory)
                .description("reads of records")
                .tag("from", "memory")
                .register(meters);
        FunctionCounter.builder(READS, this, MemoryMeters::readFromJournal)
                .description("reads of records")
                .tag("from", "journal")
                .register(meters);
        FunctionCounter.builder("segue.memories.repaired", profiles, Profiles::repaired)
                .description("users of whom memory told something else than the journal, until it was made anew")
                .register(meters);
        Gauge.builder("segue.memories.held", this, MemoryMeters::held)
                .description("records held on this member, backups of others not counted")
                .register(meters);
        Gauge.builder("segue.cluster.members", this, MemoryMeters::members)
                .description("members of the cluster that this one sees")
                .register(meters);
    }

    private double readFromJournal() {
        return memories.readFromJournal() + profiles.readFromJournal();
    }

    private double held() {
        return isRunning()
                ? hazelcast.getMap(HazelcastMemories.MAP).getLocalMapStats().getOwnedEntryCount()
                : 0;
    }

    private double members() {
        return isRunning() ? hazelcast.getCluster().getMembers().size() : 0;
    }

    private boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }
}
