package io.segue.profiles.hazelcast;

import com.hazelcast.map.IMap;
import io.segue.journal.Journal;
import io.segue.journal.Journal.Digest;
import io.segue.journal.RecordKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the journal keep digests of records, so that loading one reads few events. A digest is made of what the journal says and not
 * of the map, where entries of two members may come in either order. What is not written is made up for later.
 */
final class DigestWriter implements AutoCloseable {
    /**
     * So many events beyond a digest are worth another one. It is what loading a record reads at most, give or take what comes in
     * meanwhile; each event is read once more for its digest.
     */
    static final int WORTH_IT = 32;

    private static final Logger LOG = LoggerFactory.getLogger(DigestWriter.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int AT_ONCE = 250;
    private static final int MOST_DUE = 100_000;

    private final IMap<String, Cell> map;
    private final CrashGuard guard;
    private final Journal journal;
    private final Loading loading;
    private final Set<RecordKey> due = new LinkedHashSet<>(); // guarded by itself
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var worker = new Thread(task, "digests");
        worker.setDaemon(true);
        worker.setPriority(Thread.MIN_PRIORITY);
        return worker;
    });

    DigestWriter(IMap<String, Cell> map, CrashGuard guard, Journal journal, Loading loading) {
        this.map = map;
        this.guard = guard;
        this.journal = journal;
        this.loading = loading;
        thread.scheduleWithFixedDelay(this::writeAll, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A digest of the record is to be written soon, and the record to be in the map. Where too many are due already it is not; a later event asks again. */
    void add(RecordKey key) {
        synchronized (due) {
            if (due.size() < MOST_DUE) due.add(key);
        }
    }

    private void writeAll() {
        try {
            for (var keys = next(); !keys.isEmpty() && !Thread.interrupted(); keys = next()) write(keys);
        } catch (RuntimeException e) {
            // they are disposable, and records that go on changing ask again
            LOG.warn("digests could not be written; records are loaded from more events meanwhile", e);
        }
    }

    private List<RecordKey> next() {
        synchronized (due) {
            var keys = due.stream().limit(AT_ONCE).toList();
            keys.forEach(due::remove);
            return keys;
        }
    }

    private void write(List<RecordKey> keys) {
        var installing = new Installing(map, guard);
        var digests = new HashMap<RecordKey, Digest>();
        var cells = new HashMap<RecordKey, Cell>();
        loading.load(keys).forEach((key, loaded) -> {
            var cell = loaded.cell();
            digests.put(key, new Digest(cell.through(), cell.version(), Objects.requireNonNull(cell.packed())));
            cells.put(key, new Cell(cell.loaded(), cell.through(), 0, cell.version(), cell.packed()));
        });
        journal.keep(digests);
        installing.install(cells);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
