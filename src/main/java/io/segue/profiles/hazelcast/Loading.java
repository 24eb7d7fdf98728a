package io.segue.profiles.hazelcast;

import io.segue.journal.Journal;
import io.segue.journal.Journal.Slice;
import io.segue.journal.RecordKey;
import io.segue.profiles.Folding;
import io.segue.profiles.Memory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads records from the journal: from a digest and what came after it where there is one, else from all events. */
final class Loading {
    private final Journal journal;
    private final Folding folding;

    Loading(Journal journal, Folding folding) {
        this.journal = journal;
        this.folding = folding;
    }

    /** @param cell what the map is to hold; its {@code undigested} counts the events that were read */
    record Loaded(Memory memory, Cell cell) {
        /** Whether nothing ever happened. */
        boolean isNothing() {
            return memory.isNothing();
        }
    }

    /** All of the keys, with every event committed before the call. */
    Map<RecordKey, Loaded> load(Collection<RecordKey> keys) {
        var loaded = new HashMap<RecordKey, Loaded>();
        var whole = new ArrayList<RecordKey>();
        journal.readEachOn(keys, folding.version(), (key, slice) -> onDigest(key, slice)
                .ifPresentOrElse(record -> loaded.put(key, record), () -> whole.add(key)));
        journal.readEach(whole, null, (key, slice) -> loaded.put(key, onNothing(key, slice)));
        return loaded;
    }

    /** Empty when only all events can tell. */
    private Optional<Loaded> onDigest(RecordKey key, Slice slice) {
        var digest = slice.digest();
        if (digest == null) return Optional.of(onNothing(key, slice));
        var later = folding.kept(key, slice.entries());
        if (later.version() != digest.version()) return Optional.empty();
        var before = Memory.unpacked(digest.content(), folding.zone());
        var memory = slice.entries().isEmpty() ? Optional.of(before) : before.with(later.memory());
        return memory.map(both -> loaded(both, slice, digest.version()));
    }

    private Loaded onNothing(RecordKey key, Slice slice) {
        var folded = folding.kept(key, slice.entries());
        return loaded(folded.memory(), slice, folded.version());
    }

    private static Loaded loaded(Memory memory, Slice slice, long version) {
        List<?> read = slice.entries();
        return new Loaded(memory, new Cell(slice.through(), slice.through(), read.size(), version, memory.packed()));
    }
}
