package io.segue.population.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.spi.exception.TargetNotMemberException;
import io.segue.journal.RecordKey;
import io.segue.population.Assignment;
import io.segue.population.Crew;
import io.segue.population.MemberGone;
import io.segue.population.Population.Portion;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members of a Hazelcast cluster, asked by an executor of its own. */
final class HazelcastCrew implements Crew {
    /** Its threads are not those of partitions, which must be free for whoever reads. */
    static final String EXECUTOR = "refreshes";

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastCrew.class);

    private final HazelcastInstance hazelcast;
    private final IExecutorService executor;
    private final PartitionService partitions;
    private final UUID self;
    private volatile boolean ending;

    HazelcastCrew(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        this.executor = hazelcast.getExecutorService(EXECUTOR);
        this.partitions = hazelcast.getPartitionService();
        this.self = hazelcast.getCluster().getLocalMember().getUuid();
        // told before anything fails for it
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.SHUTTING_DOWN) ending = true;
        });
    }

    @Override
    public boolean active() {
        return !ending && hazelcast.getLifecycleService().isRunning();
    }

    @Override
    public UUID self() {
        return self;
    }

    @Override
    public Set<UUID> members() {
        return hazelcast.getCluster().getMembers().stream().map(Member::getUuid).collect(Collectors.toSet());
    }

    /** Keys are those of the map of memories. */
    @Override
    public UUID holder(String userId) {
        @Nullable
        Member owner = partitions.getPartition(RecordKey.user(userId).text()).getOwner();
        return owner == null ? self : owner.getUuid();
    }

    @Override
    public <T> CompletableFuture<Portion<T>> send(Assignment<T> assignment, UUID member) {
        var answer = new CompletableFuture<Portion<T>>();
        try {
            var to = hazelcast.getCluster().getMembers().stream()
                    .filter(each -> each.getUuid().equals(member))
                    .findFirst()
                    .orElseThrow(() -> new MemberGone("is no member of the cluster"));
            executor.submitToMember(new PortionTask<>(assignment), to, new ExecutionCallback<Portion<T>>() {
                @Override
                public void onResponse(Portion<T> portion) {
                    answer.complete(portion);
                }

                @Override
                public void onFailure(Throwable failure) {
                    answer.completeExceptionally(cause(failure));
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(cause(e));
        }
        return answer;
    }

    private static Throwable cause(Throwable failure) {
        if ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) return cause(failure.getCause());
        boolean gone = failure instanceof MemberLeftException
                || failure instanceof TargetNotMemberException
                || failure instanceof HazelcastInstanceNotActiveException
                || failure instanceof RejectedExecutionException;
        return gone ? new MemberGone("answers with " + failure.getClass().getSimpleName()) : failure;
    }

    @Override
    public void tell() {
        try {
            for (var member : hazelcast.getCluster().getMembers())
                if (!member.localMember()) executor.submitToMember(new LookTask(), member);
        } catch (RuntimeException e) {
            // nothing depends on it, and they look every few seconds
            LOG.warn("other members will see by themselves what became of a refresh", e);
        }
    }
}
