package io.segue.profiles.hazelcast;

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

    /** To be made before the journal is read. */
    Installing(IMap<String, Cell> map, CrashGuard guard) {
        this.map = map;
        this.guard = guard;
        this.losses = guard.losses();
    }

    /**
     * Completes, never exceptionally, when they are there, as far as the map takes them. When a member was lost since the journal was
     * read, its last commits may be missing in them, and nobody would bring those, so they are forgotten again.
     */
    CompletableFuture<?> install(Map<RecordKey, Cell> cells) {
        var installs = cells.entrySet().stream()
                .map(cell -> map.submitToKey(cell.getKey().text(), new Install(cell.getValue()))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(installs).handle((nothing, failure) -> {
            // what could not be put there is loaded again by the next reader
            if (failure != null) LOG.debug("records could not be put into the map", failure);
            if (losses != guard.losses()) for (var key : cells.keySet()) map.submitToKey(key.text(), new Forget(0));
            return true;
        });
    }
}
