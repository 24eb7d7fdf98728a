package io.segue.profiles.hazelcast;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.map.IMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member that dies between a commit and its bringing the entries to their records leaves records that lack them, and so does one
 * that was cut off for a while. So after either every record is loaded anew when it is next asked for. Each member that stays sees
 * to it, so that none trusts a load of its own that began before.
 */
final class CrashGuard implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(CrashGuard.class);

    private final IMap<String, Cell> map;
    private final AtomicInteger losses = new AtomicInteger();

    private CrashGuard(IMap<String, Cell> map) {
        this.map = map;
    }

    static CrashGuard watch(HazelcastInstance hazelcast, IMap<String, Cell> map) {
        var guard = new CrashGuard(map);
        hazelcast.getCluster().addMembershipListener(guard);
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleEvent.LifecycleState.MERGED)
                guard.forgetAll("the cluster was joined again");
        });
        return guard;
    }

    @Override
    public void memberAdded(MembershipEvent event) {}

    @Override
    public void memberRemoved(MembershipEvent event) {
        forgetAll("member %s left".formatted(event.getMember()));
    }

    /** Grows before records are marked: what was read from the journal before, and put into the map after, is to be marked too. */
    int losses() {
        return losses.get();
    }

    /** Not on the thread of the event, which must not wait for the map. */
    private void forgetAll(String why) {
        losses.incrementAndGet();
        LOG.info("{}: records are loaded anew as they are asked for", why);
        CompletableFuture.runAsync(() -> map.executeOnEntries(new Forget(0))).whenComplete((any, failure) -> {
            if (failure != null) LOG.error("records could not be marked for loading after {}", why, failure);
        });
    }
}
