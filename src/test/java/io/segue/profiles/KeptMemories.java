package io.segue.profiles;

import io.segue.journal.Entry;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Memories folded event by event into packed bytes, as a member of the cluster does it, without a cluster. */
public final class KeptMemories implements Memories, Journal.Follower {
    private final Folding folding;
    private final Journal journal;
    private final Map<RecordKey, byte[]> packed = new HashMap<>();
    private int rebuilt;

    public KeptMemories(Folding folding, Journal journal) {
        this.folding = folding;
        this.journal = journal;
    }

    @Override
    public synchronized CompletionStage<?> follow(List<Entry> committed) {
        var byKey = new HashMap<RecordKey, List<Entry>>();
        for (var entry : committed)
            for (var key : RecordKey.of(entry.event()))
                byKey.computeIfAbsent(key, any -> new java.util.ArrayList<>()).add(entry);
        byKey.forEach((key, entries) -> {
            var more = folding.kept(key, entries).memory();
            var before = packed.get(key);
            var memory = before == null
                    ? more
                    : Memory.unpacked(before, folding.zone()).with(more).orElseGet(() -> {
                        rebuilt++;
                        return folding.kept(
                                        key,
                                        journal.read(List.of(key), null)
                                                .get(key)
                                                .entries())
                                .memory();
                    });
            packed.put(key, memory.packed());
        });
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized Map<RecordKey, Memory> read(Collection<RecordKey> keys) {
        var memories = new HashMap<RecordKey, Memory>();
        for (var key : keys) {
            var bytes = packed.get(key);
            memories.put(key, bytes == null ? Memory.nothing() : Memory.unpacked(bytes, folding.zone()));
        }
        return memories;
    }

    /** How often only the journal could tell what a record is. */
    public int rebuilt() {
        return rebuilt;
    }

    /** The sizes of all records, in bytes. */
    public synchronized Map<RecordKey, Integer> sizes() {
        var sizes = new HashMap<RecordKey, Integer>();
        packed.forEach((key, bytes) -> sizes.put(key, bytes.length));
        return sizes;
    }
}
