package io.segue.profiles.hazelcast;

import io.segue.journal.Writers;
import org.springframework.context.SmartLifecycle;

/**
 * Gives up this member's place among those that write, after the journal has taken and told its last event and before the member leaves
 * the others, so that they need not take it for lost. A member that could not bring everything to its place leaves as one that is lost.
 */
final class PeacefulEnd implements SmartLifecycle {
    private final HazelcastMemories memories;
    private final Writers writers;
    private volatile boolean running;

    PeacefulEnd(HazelcastMemories memories, Writers writers) {
        this.memories = memories;
        this.writers = writers;
    }

    /** After the journal. */
    @Override
    public int getPhase() {
        return -1;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        if (!memories.isBehind()) writers.leave();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
