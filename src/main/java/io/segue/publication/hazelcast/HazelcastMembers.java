package io.segue.publication.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.segue.publication.LiveKnowledge;
import io.segue.publication.Members;
import io.segue.publication.PublicationRefused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other members of a Hazelcast cluster, asked by its executor. */
final class HazelcastMembers implements Members {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMembers.class);
    private static final String EXECUTOR = "knowledge";

    /** Compiling takes seconds; a member that is busy longer is in trouble. */
    private static final Duration COMPILING = Duration.ofSeconds(60);

    private static final Duration FOLLOWING = Duration.ofSeconds(5);

    private final HazelcastInstance hazelcast;
    private final IExecutorService executor;

    HazelcastMembers(HazelcastInstance hazelcast, LiveKnowledge live) {
        this.hazelcast = hazelcast;
        this.executor = hazelcast.getExecutorService(EXECUTOR);
        hazelcast.getUserContext().put(MemberTask.LIVE, live);
    }

    @Override
    public void prepare(String version) {
        ask(new MemberTask(version), COMPILING).forEach((member, failure) -> {
            throw new PublicationRefused(
                    "Member %s can't take knowledge %s: %s".formatted(member.getAddress(), version, failure));
        });
    }

    @Override
    public void follow() {
        ask(new MemberTask(null), FOLLOWING)
                .forEach((member, failure) -> LOG.warn(
                        "member {} will look by itself which knowledge is live: {}", member.getAddress(), failure));
    }

    /** What went wrong, by member. */
    private Map<Member, String> ask(MemberTask task, Duration patience) {
        var asked = new LinkedHashMap<Member, Future<Boolean>>();
        for (var member : hazelcast.getCluster().getMembers())
            if (!member.localMember()) asked.put(member, executor.submitToMember(task, member));
        var failures = new LinkedHashMap<Member, String>();
        long until = System.nanoTime() + patience.toNanos();
        asked.forEach((member, answer) -> {
            try {
                answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                failures.put(member, "no answer within %d s".formatted(patience.toSeconds()));
            } catch (ExecutionException e) {
                // one that left decides nothing any more, and looks what is live when it comes back
                if (hazelcast.getCluster().getMembers().contains(member))
                    failures.put(member, String.valueOf(e.getCause() == null ? e : e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.put(member, "interrupted");
            }
        });
        return failures;
    }
}
