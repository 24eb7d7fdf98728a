package io.segue.population.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.segue.population.Crew;
import io.segue.population.Refreshes;
import io.segue.population.Worker;
import java.util.Map;
import java.util.Set;

/** Where tasks of other members find what they need here, from when this member is ready until it ends. */
final class Station implements AutoCloseable {
    static final String WORKER = "io.segue.population.worker";
    static final String CREW = "io.segue.population.crew";
    static final String REFRESHES = "io.segue.population.refreshes";

    private final Map<String, Object> context;

    Station(HazelcastInstance hazelcast, Crew crew, Worker worker, Refreshes refreshes) {
        // kept, for a member that stopped gives it no more
        context = hazelcast.getUserContext();
        context.put(CREW, crew);
        context.put(WORKER, worker);
        context.put(REFRESHES, refreshes);
    }

    @Override
    public void close() {
        context.keySet().removeAll(Set.of(CREW, WORKER, REFRESHES));
    }
}
