package io.segue.profiles.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import io.segue.journal.Writers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member that dies between a commit and its bringing the entries to their records leaves records that lack them, and one that was
 * cut off may go on committing what nobody else hears of. So whoever is lost is expelled from those that write to the journal,
 * and then every record is loaded anew when it is next asked for: from what is read after the expulsion nothing is missing.
 *
 * <p>Of a cluster that falls apart the larger part expels the smaller at once; of two halves, the one that comes first to the
 * database. A smaller part waits until the database has not heard from the others either, which then are dead and not cut off.
 */
final class CrashGuard implements MembershipListener, AutoCloseable {
    /** The attribute of a member that holds its id among those that write. */
    static final String WRITER = "segue.writer";

    private static final Logger LOG = LoggerFactory.getLogger(CrashGuard.class);

    /** Members lost within such a time are lost together. */
    private static final Duration TOGETHER = Duration.ofSeconds(20);
    /** So long the database must not have heard of a member for it to be dead. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Those that joined a moment ago, or ended without a word, are seen to within a few seconds. */
    private static final int WORTH_TELLING = 20;

    private final HazelcastInstance hazelcast;
    private final IMap<String, Cell> map;
    private final Writers writers;
    /** Not on the thread of the event, which must wait for neither the map nor the database. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "cluster-guard");
        worker.setDaemon(true);
        return worker;
    });

    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger unsettled = new AtomicInteger();
    private int looks; // its own thread's
    private int before = 1; // guarded by this
    private long lastLoss = System.nanoTime() - TOGETHER.toNanos(); // guarded by this

    private CrashGuard(HazelcastInstance hazelcast, IMap<String, Cell> map, Writers writers) {
        this.hazelcast = hazelcast;
        this.map = map;
        this.writers = writers;
    }

    static CrashGuard watch(HazelcastInstance hazelcast, IMap<String, Cell> map, Writers writers) {
        var guard = new CrashGuard(hazelcast, map, writers);
        hazelcast.getCluster().addMembershipListener(guard);
        hazelcast.getLifecycleService().addLifecycleListener(event -> guard.changed(event.getState()));
        if (writers.isShared()) guard.thread.execute(guard::meet);
        return guard;
    }

    /** A process that writes to the same journal and is no member would not hear of what this one writes, nor be heard. */
    private void meet() {
        boolean strangers = true;
        try {
            var members = hazelcast.getCluster().getMembers().stream()
                    .map(member -> member.getAttribute(WRITER))
                    .collect(Collectors.toSet());
            strangers = !members.containsAll(writers.others());
        } catch (RuntimeException e) {
            LOG.warn("the database does not tell which members write", e);
        }
        if (!strangers) {
            writers.meet();
            return;
        }
        if (++looks == WORTH_TELLING)
            LOG.warn("another process writes to this database and is no member of this cluster: until it is, this one"
                    + " takes no events; see segue.hazelcast.members");
        thread.schedule(this::meet, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Where two parts of a cluster meet again, Hazelcast tells the members of one that they came back, which need not be the one that was
     * given up.
     */
    @Override
    public void memberAdded(MembershipEvent event) {
        thread.execute(this::lookForPlace);
    }

    private void lookForPlace() {
        try {
            if (!writers.isExpelled()) return;
            unsettled.incrementAndGet();
            settle(this::comeBack);
        } catch (RuntimeException e) {
            LOG.warn("another member came, and the database does not tell whether this one has its place", e);
            thread.schedule(this::lookForPlace, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Grows with each member that is lost, before records are forgotten: what was read of the journal before, and put into the map
     * after, is to be forgotten too.
     */
    int losses() {
        return losses.get();
    }

    /** Whether no record can lack what a lost member committed; until then only the journal can tell. */
    boolean isSettled() {
        return unsettled.get() == 0;
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        unsettled.incrementAndGet();
        losses.incrementAndGet();
        writers.suspect();
        var member = event.getMember();
        boolean most = isMost(event.getMembers().size());
        if (!most)
            LOG.warn("member {} is lost with most of the others; waiting whether it is heard of", member.getAddress());
        thread.execute(() -> settle(() -> lost(member, most)));
    }

    /** @param attempt tells whether it is settled; tried until it is */
    private void settle(BooleanSupplier attempt) {
        boolean settled = false;
        try {
            settled = attempt.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("what a lost member left could not be seen to; it is tried again", e);
        }
        if (settled) unsettled.decrementAndGet();
        else thread.schedule(() -> settle(attempt), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether those that are left are half or more of those that were there before this and what went just before. */
    private synchronized boolean isMost(int left) {
        long now = System.nanoTime();
        if (now - lastLoss > TOGETHER.toNanos()) before = left + 1;
        lastLoss = now;
        return 2 * left >= before;
    }

    private boolean lost(Member member, boolean most) {
        var writer = member.getAttribute(WRITER);
        if (writer == null) return true;
        if (isBack(writer)) {
            // what it wrote while it was away nobody here has heard of
            map.executeOnEntries(new Forget(0));
            return true;
        }
        if (!most && writers.silence(writer).compareTo(SILENCE) <= 0) return false;
        var seq = writers.expel(writer);
        // one that ended in peace had brought everything to its place, and whoever was given up itself is to come back
        if (seq.isEmpty()) return true;
        LOG.info("member {} is lost: records are loaded anew as they are asked for", member.getAddress());
        map.executeOnEntries(new Forget(seq.getAsLong()));
        return true;
    }

    private boolean isBack(String writer) {
        return hazelcast.getCluster().getMembers().stream()
                .anyMatch(member -> writer.equals(member.getAttribute(WRITER)));
    }

    /** A member that joins another part of the cluster again finds the records there, which may have heard of nothing it wrote. */
    private void changed(LifecycleState state) {
        switch (state) {
            case MERGING -> unsettled.incrementAndGet();
            case MERGED, MERGE_FAILED -> thread.execute(() -> settle(this::comeBack));
            default -> {}
        }
    }

    private boolean comeBack() {
        losses.incrementAndGet();
        map.executeOnEntries(new Forget(0));
        writers.enter();
        LOG.info("back among the other members: records are loaded anew as they are asked for");
        return true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
