package io.segue.population.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.segue.population.Refreshes;
import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Has a member look what became of refreshes. */
final class LookTask implements Callable<Boolean>, HazelcastInstanceAware, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable HazelcastInstance hazelcast;

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public Boolean call() {
        // a member that is still starting looks when it is done
        if (hazelcast != null && hazelcast.getUserContext().get(Station.REFRESHES) instanceof Refreshes refreshes)
            refreshes.look();
        return true;
    }
}
