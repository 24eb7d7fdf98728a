package io.segue.profiles.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.segue.journal.Entry;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.profiles.Folding;
import io.segue.profiles.Memories;
import io.segue.profiles.Memory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memories in a map of the cluster. A record comes there when it is first asked for, read from the journal, and from then on keeps
 * up with each commit; {@link Apply} says why each entry is in it once. Events are read and folded on the caller's thread; a
 * partition's thread only joins what was folded.
 */
public final class HazelcastMemories implements Memories, Journal.Follower {
    static final String MAP = "memories";

    private static final int FEW = 16;

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMemories.class);

    private final IMap<String, Cell> map;
    private final Journal journal;
    private final Folding folding;
    private final CrashGuard guard;
    private final Watches watches;
    private final LongAdder fromMemory = new LongAdder();
    private final LongAdder fromJournal = new LongAdder();

    /** Keys whose records may lack entries up to a seq, because they could not be brought there. */
    private final Map<String, Long> behind = new ConcurrentHashMap<>();

    public HazelcastMemories(HazelcastInstance hazelcast, Journal journal, Folding folding) {
        this.map = hazelcast.getMap(MAP);
        this.journal = journal;
        this.folding = folding;
        this.guard = CrashGuard.watch(hazelcast, map);
        this.watches = new Watches(map);
    }

    @Override
    public Map<RecordKey, Memory> read(Collection<RecordKey> keys) {
        if (!behind.isEmpty()) catchUp();
        long version = folding.version();
        var memories = new HashMap<RecordKey, Memory>();
        var missing = new ArrayList<RecordKey>();
        var cells = cells(keys.stream().map(HazelcastMemories::text).collect(Collectors.toSet()));
        for (var key : keys) {
            var cell = cells.get(text(key));
            var packed = cell == null || !cell.isRecordOf(version) ? null : cell.packed();
            if (packed == null) missing.add(key);
            else memories.put(key, Memory.unpacked(packed, folding.zone()));
        }
        fromMemory.add(keys.size() - missing.size());
        fromJournal.add(missing.size());
        if (!missing.isEmpty()) memories.putAll(load(missing));
        return memories;
    }

    /** How many reads of a record the map has answered. */
    long readFromMemory() {
        return fromMemory.sum();
    }

    /** How many reads of a record had it loaded from the journal. */
    long readFromJournal() {
        return fromJournal.sum();
    }

    /** A few keys are got one by one at once, which is several times faster than to ask every partition for its part. */
    private Map<String, Cell> cells(Set<String> keys) {
        if (keys.size() > FEW) return map.getAll(keys);
        var asked = new HashMap<String, CompletableFuture<Cell>>();
        for (var key : keys) asked.put(key, map.getAsync(key).toCompletableFuture());
        var cells = new HashMap<String, Cell>();
        asked.forEach((key, answer) -> {
            var cell = answer.join();
            if (cell != null) cells.put(key, cell);
        });
        return cells;
    }

    /**
     * What was loaded holds all that was committed before the call, so it is the answer even where an entry that came meanwhile
     * keeps it out of the map.
     */
    private Map<RecordKey, Memory> load(List<RecordKey> keys) {
        var memories = new HashMap<RecordKey, Memory>();
        var installs = new HashMap<String, CompletableFuture<?>>();
        int losses = guard.losses();
        journal.read(keys, null).forEach((key, slice) -> {
            var folded = folding.kept(key, slice.entries());
            memories.put(key, folded.memory());
            // ids nobody ever sent must not fill the map
            if (slice.entries().isEmpty()) return;
            var cell = new Cell(
                    slice.through(),
                    slice.through(),
                    folded.version(),
                    folded.memory().packed());
            installs.put(
                    text(key), map.submitToKey(text(key), new Install(cell)).toCompletableFuture());
        });
        CompletableFuture.allOf(installs.values().toArray(CompletableFuture[]::new))
                .join();
        if (losses != guard.losses()) installs.keySet().forEach(key -> map.executeOnKey(key, new Forget(0)));
        return memories;
    }

    @Override
    public Watch watch(Collection<RecordKey> keys, Runnable touched) {
        return watches.watch(keys.stream().map(HazelcastMemories::text).collect(Collectors.toSet()), touched);
    }

    @Override
    public CompletionStage<?> follow(List<Entry> committed) {
        var byKey = new LinkedHashMap<RecordKey, List<Entry>>();
        for (var entry : committed)
            for (var key : RecordKey.of(entry.event()))
                byKey.computeIfAbsent(key, any -> new ArrayList<>(2)).add(entry);
        var applied = new ArrayList<CompletableFuture<?>>(byKey.size());
        byKey.forEach((key, entries) -> applied.add(apply(key, entries)));
        return CompletableFuture.allOf(applied.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> apply(RecordKey key, List<Entry> entries) {
        long first = entries.get(0).seq();
        long last = entries.get(entries.size() - 1).seq();
        CompletableFuture<?> applied;
        try {
            var more = folding.kept(key, entries);
            var zone = folding.zone().getId();
            var apply =
                    new Apply(first, last, more.version(), zone, more.memory().packed());
            applied = map.submitToKey(text(key), apply).toCompletableFuture();
        } catch (RuntimeException e) {
            applied = CompletableFuture.failedFuture(e);
        }
        return applied.handle((any, failure) ->
                        failure == null ? CompletableFuture.completedFuture(true) : forget(text(key), last, failure))
                .thenCompose(mended -> mended);
    }

    private CompletableFuture<?> forget(String key, long seq, Throwable cause) {
        LOG.warn("a record could not take in entry {}; it will be loaded anew", seq, cause);
        behind.merge(key, seq, Math::max);
        return map.submitToKey(key, new Forget(seq))
                .thenAccept(any -> behind.remove(key, seq))
                .toCompletableFuture();
    }

    private void catchUp() {
        behind.forEach((key, seq) -> {
            map.executeOnKey(key, new Forget(seq));
            behind.remove(key, seq);
        });
    }

    private static String text(RecordKey key) {
        return switch (key.kind()) {
                    case USER -> "u:";
                    case ANONYMOUS -> "a:";
                    case ACCOUNT -> "g:";
                }
                + key.id();
    }
}
