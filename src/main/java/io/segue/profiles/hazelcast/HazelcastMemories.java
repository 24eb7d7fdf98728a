package io.segue.profiles.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.segue.journal.Entry;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.journal.Writers;
import io.segue.profiles.Folding;
import io.segue.profiles.Memories;
import io.segue.profiles.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memories in a map of the cluster. A record comes there when it is first asked for, read from the journal, and from then on keeps
 * up with each commit; {@link Apply} says why each entry is in it once. Events are read and folded on the caller's thread; a
 * partition's thread only joins what was folded. Where the map can't be relied on, or does not answer, the journal does.
 */
public final class HazelcastMemories implements Memories, Journal.Follower, AutoCloseable {
    static final String MAP = "memories";

    private static final int FEW = 16;
    /** A member that is asked for a record answers within a millisecond, or has stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration MENDING = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMemories.class);

    private final IMap<String, Cell> map;
    private final Journal journal;
    private final Writers writers;
    private final Folding folding;
    private final Loading loading;
    private final DigestWriter digests;
    private final CrashGuard guard;
    private final Watches watches;
    private final LongAdder fromMemory = new LongAdder();
    private final LongAdder fromJournal = new LongAdder();

    private final ScheduledExecutorService mending = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memories-mending");
        thread.setDaemon(true);
        return thread;
    });

    /** Keys whose records may lack entries up to a seq, because they could not be brought there. */
    private final Map<RecordKey, Long> behind = new ConcurrentHashMap<>();

    public HazelcastMemories(HazelcastInstance hazelcast, Journal journal, Writers writers, Folding folding) {
        this.map = hazelcast.getMap(MAP);
        this.journal = journal;
        this.writers = writers;
        this.folding = folding;
        this.loading = new Loading(journal, folding);
        this.guard = CrashGuard.watch(hazelcast, map, writers);
        this.digests = new DigestWriter(map, guard, journal, loading);
        this.watches = new Watches(map);
        mending.scheduleWithFixedDelay(this::mend, MENDING.toMillis(), MENDING.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Map<RecordKey, Memory> read(Collection<RecordKey> keys) {
        if (!isCertain()) return fromJournal(keys);
        if (!behind.isEmpty()) catchUp();
        long version = folding.version();
        var memories = new HashMap<RecordKey, Memory>();
        var missing = new ArrayList<RecordKey>();
        var silent = new ArrayList<RecordKey>();
        var cells = cells(keys, silent);
        // they may be those of another part of the cluster by now
        if (!isCertain()) return fromJournal(keys);
        for (var key : new LinkedHashSet<>(keys)) {
            var cell = cells.get(key);
            var packed = cell == null || !cell.isRecordOf(version) ? null : cell.packed();
            if (packed != null) memories.put(key, Memory.unpacked(packed, folding.zone()));
            else if (!silent.contains(key)) missing.add(key);
        }
        fromMemory.add(memories.size());
        if (!missing.isEmpty()) memories.putAll(load(missing));
        if (!silent.isEmpty()) memories.putAll(fromJournal(silent));
        return memories;
    }

    /** Whether the map holds nothing that lacks entries, as far as this member knows. */
    private boolean isCertain() {
        return writers.isTrusted() && guard.isSettled();
    }

    private Map<RecordKey, Memory> fromJournal(Collection<RecordKey> keys) {
        fromJournal.add(keys.size());
        var memories = new HashMap<RecordKey, Memory>();
        loading.load(keys).forEach((key, loaded) -> memories.put(key, loaded.memory()));
        return memories;
    }

    /** How many reads of a record the map has answered. */
    public long readFromMemory() {
        return fromMemory.sum();
    }

    /** How many reads of a record the journal has answered. */
    public long readFromJournal() {
        return fromJournal.sum();
    }

    /**
     * A few keys are got one by one at once, which is several times faster than to ask every partition for its part.
     *
     * @param silent is given the keys of which nobody told in time
     */
    private Map<RecordKey, Cell> cells(Collection<RecordKey> keys, List<RecordKey> silent) {
        var cells = new HashMap<RecordKey, Cell>();
        if (keys.size() > FEW) {
            var byText = new HashMap<String, RecordKey>();
            for (var key : keys) byText.put(key.text(), key);
            map.getAll(byText.keySet()).forEach((text, cell) -> {
                var key = byText.get(text);
                if (key != null) cells.put(key, cell);
            });
            return cells;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        var asked = new LinkedHashMap<RecordKey, CompletableFuture<Cell>>();
        for (var key : keys) asked.put(key, map.getAsync(key.text()).toCompletableFuture());
        for (var each : asked.entrySet()) {
            try {
                var cell = each.getValue().get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (cell != null) cells.put(each.getKey(), cell);
            } catch (TimeoutException e) {
                silent.add(each.getKey());
            } catch (ExecutionException e) {
                LOG.debug("a record could not be asked for", e);
                silent.add(each.getKey());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("was interrupted while records were read", e);
            }
        }
        return cells;
    }

    /**
     * What was loaded holds all that was committed before the call, so it is the answer even where an entry that came meanwhile
     * keeps it out of the map.
     */
    private Map<RecordKey, Memory> load(List<RecordKey> keys) {
        fromJournal.add(keys.size());
        var memories = new HashMap<RecordKey, Memory>();
        var cells = new HashMap<RecordKey, Cell>();
        var installing = new Installing(map, guard);
        loading.load(keys).forEach((key, loaded) -> {
            memories.put(key, loaded.memory());
            // ids nobody ever sent must not fill the map
            if (loaded.isNothing()) return;
            cells.put(key, loaded.cell());
            if (loaded.cell().undigested() >= DigestWriter.WORTH_IT) digests.add(key);
        });
        // nobody has to wait for a member that does not answer
        installing
                .install(cells)
                .thenApply(any -> true)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return memories;
    }

    @Override
    public Watch watch(Collection<RecordKey> keys, Runnable touched) {
        var texts = new LinkedHashSet<String>();
        for (var key : keys) texts.add(key.text());
        return watches.watch(texts, touched);
    }

    @Override
    public void forget(Collection<RecordKey> keys) {
        journal.dropDigests(keys);
        forget(keys, 0).join();
    }

    @Override
    public CompletionStage<?> takenOut(@Nullable Collection<RecordKey> keys, long seq) {
        if (keys != null) return forget(keys, seq);
        return CompletableFuture.runAsync(() -> map.executeOnEntries(new Forget(seq)));
    }

    @Override
    public CompletionStage<?> repeated(List<Entry> entries) {
        var seqs = new HashMap<RecordKey, Long>();
        for (var entry : entries) for (var key : RecordKey.of(entry.event())) seqs.merge(key, entry.seq(), Math::max);
        return CompletableFuture.allOf(seqs.entrySet().stream()
                .map(seq -> certain(seq.getKey(), seq.getValue()))
                .toArray(CompletableFuture[]::new));
    }

    /** Completes when no record is used anymore that may lack an entry of that seq. */
    private CompletableFuture<?> certain(RecordKey key, long seq) {
        return marked(key, seq).thenAccept(forgotten -> {
            // so that it is in memory again before it is asked for, and the database may be away by then
            if (forgotten) digests.add(key);
        });
    }

    /** Fails when it could not be done, which is done later then. */
    private CompletableFuture<Boolean> marked(RecordKey key, long seq) {
        return CompletableFuture.completedFuture(key.text())
                .thenCompose(text -> map.<Boolean>submitToKey(text, new Forget(seq)))
                .whenComplete((forgotten, failure) -> {
                    if (failure != null) behind.merge(key, seq, Math::max);
                });
    }

    private CompletableFuture<?> forget(Collection<RecordKey> keys, long seq) {
        return CompletableFuture.allOf(
                keys.stream().map(key -> marked(key, seq)).toArray(CompletableFuture[]::new));
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
        CompletableFuture<Integer> applied;
        try {
            var more = folding.kept(key, entries);
            var zone = folding.zone().getId();
            var apply = new Apply(
                    first,
                    last,
                    entries.size(),
                    more.version(),
                    zone,
                    more.memory().packed());
            applied = map.<Integer>submitToKey(key.text(), apply).toCompletableFuture();
        } catch (RuntimeException e) {
            applied = CompletableFuture.failedFuture(e);
        }
        return applied.handle((undigested, failure) -> {
                    if (failure != null) return forget(key, last, failure);
                    if (undigested >= DigestWriter.WORTH_IT) digests.add(key);
                    return CompletableFuture.completedFuture(true);
                })
                .thenCompose(mended -> mended);
    }

    private CompletableFuture<?> forget(RecordKey key, long seq, Throwable cause) {
        LOG.warn("a record could not take in entry {}; it will be loaded anew", seq, cause);
        behind.merge(key, seq, Math::max);
        return marked(key, seq).thenAccept(any -> behind.remove(key, seq));
    }

    /** For other members, too, which may be asked before this one is. */
    private void mend() {
        try {
            catchUp();
        } catch (RuntimeException e) {
            LOG.warn("records that may lack an entry could not be marked; it is tried again", e);
        }
    }

    private void catchUp() {
        behind.forEach((key, seq) -> {
            map.executeOnKey(key.text(), new Forget(seq));
            behind.remove(key, seq);
        });
    }

    /** Whether a record may lack an entry that only this member knows of. */
    boolean isBehind() {
        return !behind.isEmpty();
    }

    @Override
    public void close() {
        mending.shutdownNow();
        digests.close();
        guard.close();
    }
}
