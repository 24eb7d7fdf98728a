package io.segue.population.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.segue.population.Assignment;
import io.segue.population.Crew;
import io.segue.population.MemberGone;
import io.segue.population.Population.Portion;
import io.segue.population.Worker;
import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Has a member work on users. */
final class PortionTask<T> implements Callable<Portion<T>>, HazelcastInstanceAware, Serializable {
    private static final long serialVersionUID = 1L;

    private final Assignment<T> assignment;
    private transient @Nullable HazelcastInstance hazelcast;

    PortionTask(Assignment<T> assignment) {
        this.assignment = assignment;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public Portion<T> call() {
        if (hazelcast == null
                || !(hazelcast.getUserContext().get(Station.CREW) instanceof Crew crew)
                || !(hazelcast.getUserContext().get(Station.WORKER) instanceof Worker worker))
            throw new MemberGone("is starting or ending");
        var thread = Thread.currentThread();
        int priority = thread.getPriority();
        thread.setPriority(Thread.MIN_PRIORITY);
        try {
            var portion = worker.work(assignment);
            // that users could not be read any more was not for their sake
            if (!crew.active()) throw new MemberGone("is ending");
            return portion;
        } finally {
            thread.setPriority(priority);
        }
    }
}
