package io.segue.population.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.segue.population.Crew;
import io.segue.population.Refreshes;
import io.segue.population.Worker;

/** Where tasks of other members find what they need here, from when this member is ready until it ends. */
final class Station implements AutoCloseable {
    static final String WORKER = "io.segue.population.worker";
    static final String CREW = "io.segue.population.crew";
    static final String REFRESHES = "io.segue.population.refreshes";

    private final HazelcastInstance hazelcast;

    Station(HazelcastInstance hazelcast, Crew crew, Worker worker, Refreshes refreshes) {
        this.hazelcast = hazelcast;
        hazelcast.getUserContext().put(CREW, crew);
        hazelcast.getUserContext().put(WORKER, worker);
        hazelcast.getUserContext().put(REFRESHES, refreshes);
    }

    @Override
    public void close() {
        hazelcast.getUserContext().remove(WORKER);
        hazelcast.getUserContext().remove(CREW);
        hazelcast.getUserContext().remove(REFRESHES);
    }
}
