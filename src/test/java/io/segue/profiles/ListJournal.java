package io.segue.profiles;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A journal in a list, with the promises of the real one, save that nothing outlives it. */
public final class ListJournal implements Journal {
    private final Set<String> messageIds = new HashSet<>();
    private final Map<RecordKey, List<Entry>> byRecord = new HashMap<>();
    private @Nullable Follower follower;
    private long seq;
    private int reads;

    @Override
    public CompletionStage<Appended> append(List<Event> events) {
        CompletionStage<?> followed;
        var committed = new ArrayList<Entry>();
        synchronized (this) {
            for (var event : events) {
                if (!messageIds.add(event.messageId())) continue;
                var entry = new Entry(++seq, event);
                committed.add(entry);
                for (var key : RecordKey.of(event))
                    byRecord.computeIfAbsent(key, any -> new ArrayList<>()).add(entry);
            }
            followed = follower == null || committed.isEmpty()
                    ? CompletableFuture.completedStage(null)
                    : follower.follow(committed);
        }
        return followed.thenApply(any -> new Appended(committed.size(), events.size() - committed.size()));
    }

    @Override
    public synchronized void follow(Follower follower) {
        this.follower = follower;
    }

    @Override
    public synchronized Map<RecordKey, Slice> read(Collection<RecordKey> keys, @Nullable Instant until) {
        reads++;
        var slices = new HashMap<RecordKey, Slice>();
        for (var key : keys) {
            var entries = byRecord.getOrDefault(key, List.of()).stream()
                    .filter(entry -> until == null || !entry.event().timestamp().isAfter(until))
                    .toList();
            slices.put(key, new Slice(entries, seq));
        }
        return slices;
    }

    /** How often it was read so far. */
    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized List<String> users(@Nullable String query, @Nullable String after, int limit) {
        return byRecord.keySet().stream()
                .filter(key -> key.kind() == RecordKey.Kind.USER)
                .map(RecordKey::id)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long count() {
        return messageIds.size();
    }
}
