package io.segue.support;

import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Event;
import io.segue.journal.Journal;
import io.segue.journal.Journal.Appended;
import io.segue.journal.jdbc.OpenJournal;
import io.segue.profiles.Folding;
import io.segue.profiles.Profiles;
import io.segue.profiles.hazelcast.HazelcastMemories;
import io.segue.profiles.hazelcast.HazelcastSettings;
import io.segue.profiles.hazelcast.Member;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Profiles on what the service keeps them in: a journal on SQLite, and a member of a cluster of its own on loopback. */
public final class RealProfiles implements AutoCloseable {
    private final OpenJournal open;
    private final HazelcastInstance member;
    private HazelcastMemories latestMemories;
    private Profiles latest;
    private volatile Journal.Follower following = committed -> CompletableFuture.completedStage(null);

    private RealProfiles(Path directory) {
        open = new OpenJournal(directory);
        open.journal.follow(committed -> following.follow(committed));
        member = Member.start(
                HazelcastSettings.alone("test-" + UUID.randomUUID(), 20_000 + new Random().nextInt(20_000)),
                open.writers.self());
    }

    /** Starts on what the journal in that directory holds. */
    public static RealProfiles in(Path directory) {
        return new RealProfiles(directory);
    }

    /** Profiles that read the checkout's tracking plan and count dates in that zone. They follow the journal until others do. */
    public Profiles profiles(ZoneId zone) {
        var folding = new Folding(Checkout.plan(), zone);
        var memories = new HazelcastMemories(member, open.journal, open.writers, folding);
        following = memories;
        latestMemories = memories;
        latest = new Profiles(memories, open.journal, folding);
        return latest;
    }

    /** Returns when the events are durable and the profiles know of them. */
    public Appended append(List<Event> events) {
        return open.journal.append(events).toCompletableFuture().join();
    }

    /** How many records the latest profiles had to read from the journal. */
    public long reads() {
        return latestMemories.readFromJournal() + latest.readFromJournal();
    }

    @Override
    public void close() {
        open.close();
        member.shutdown();
    }
}
