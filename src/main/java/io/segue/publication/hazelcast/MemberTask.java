package io.segue.publication.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import io.segue.publication.LiveKnowledge;
import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Has a member prepare a version, or look which is live. */
final class MemberTask implements Callable<Boolean>, HazelcastInstanceAware, Serializable {
    /** Where a member's {@link LiveKnowledge} is found. */
    static final String LIVE = "io.segue.publication.live";

    private static final long serialVersionUID = 1L;

    private final @Nullable String version;
    private transient @Nullable HazelcastInstance hazelcast;

    /** @param version to be prepared; null to look which is live */
    MemberTask(@Nullable String version) {
        this.version = version;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public Boolean call() {
        // a member that is still starting looks which version is live when it is done
        if (hazelcast != null && hazelcast.getUserContext().get(LIVE) instanceof LiveKnowledge live) {
            if (version == null) live.follow();
            else live.prepare(version);
        }
        return true;
    }
}
