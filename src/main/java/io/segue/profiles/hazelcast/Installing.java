package io.segue.profiles.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.segue.journal.RecordKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what was read of the journal into the map. */
final class Installing {
    private static final Logger LOG = LoggerFactory.getLogger(Installing.class);

    private final IMap<String, Cell> map;
    private final CrashGuard guard;
    private final int losses;
    private final boolean settled;

    /** To be made before the journal is read. */
    Installing(IMap<String, Cell> map, CrashGuard guard) {
        this.map = map;
        this.guard = guard;
        this.losses = guard.losses();
        this.settled = guard.isSettled();
    }

    /**
     * Completes, never exceptionally, when they are there, as far as the map takes them. When a member was lost since before the journal
     * was read, and was not expelled by then, its last commits may be missing in them, and nobody would bring those. So they are not
     * put there, or forgotten again.
     */
    CompletableFuture<?> install(Map<RecordKey, Cell> cells) {
        if (!settled) return CompletableFuture.completedFuture(null);
        var installs = cells.entrySet().stream()
                .map(cell -> submit(cell.getKey(), new Install(cell.getValue())))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(installs).handle((nothing, failure) -> {
            // what could not be put there is loaded again by the next reader
            if (failure != null) LOG.debug("records could not be put into the map", failure);
            if (losses != guard.losses()) for (var key : cells.keySet()) submit(key, new Forget(0));
            return true;
        });
    }

    /** What goes wrong at once is in the future, too. */
    private CompletableFuture<?> submit(RecordKey key, EntryProcessor<String, Cell, Boolean> work) {
        return CompletableFuture.completedFuture(key.text()).thenCompose(text -> map.submitToKey(text, work));
    }
}
