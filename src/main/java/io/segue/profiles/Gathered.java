package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records read from one place, each once, with all that may belong to them. Used by one thread. */
final class Gathered {
    private static final int CHUNK = 500;

    private final Memories source;
    private final Map<RecordKey, Memory> records = new HashMap<>();

    Gathered(Memories source) {
        this.source = source;
    }

    /** Reads those records, and on from users to whoever they were ever merged with and the visitors linked to any of them. */
    void read(Collection<RecordKey> keys) {
        var wanted = missing(keys);
        while (!wanted.isEmpty()) {
            var all = List.copyOf(wanted);
            for (int from = 0; from < all.size(); from += CHUNK)
                records.putAll(source.read(all.subList(from, Math.min(from + CHUNK, all.size()))));
            var next = new ArrayList<RecordKey>();
            for (var key : all) next.addAll(neighbours(key));
            wanted = missing(next);
        }
    }

    Memory get(RecordKey key) {
        return records.getOrDefault(key, Memory.nothing());
    }

    /** The user and every user it was ever merged with, directly or by others, whenever that was. */
    Set<String> everMergedWith(String userId) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayList<String>(List.of(userId));
        while (!open.isEmpty()) {
            var id = open.remove(open.size() - 1);
            if (!found.add(id)) continue;
            var memory = get(RecordKey.user(id));
            for (var word : memory.aliases.words()) open.add(word.id());
            for (var other : memory.others) if (other.kind() == RecordKey.Kind.USER) open.add(other.id());
        }
        return found;
    }

    /** The records of the user, of every user it was ever merged with, of their visitors, and the accounts that any of them joined. */
    Set<RecordKey> everyRecord(String userId) {
        var keys = new LinkedHashSet<RecordKey>();
        for (var id : everMergedWith(userId)) {
            var key = RecordKey.user(id);
            keys.add(key);
            keys.addAll(get(key).others);
        }
        for (var key : List.copyOf(keys))
            for (var word : get(key).groups.words()) keys.add(RecordKey.account(word.id()));
        return keys;
    }

    /** A visitor does not lead on to the other users of a shared device: what is theirs is not the first one's. */
    private Collection<RecordKey> neighbours(RecordKey key) {
        var memory = get(key);
        return switch (key.kind()) {
            case USER -> {
                var keys = new ArrayList<>(memory.others);
                for (var word : memory.aliases.words()) keys.add(RecordKey.user(word.id()));
                yield keys;
            }
            // whether the alias speaks of a visitor depends on whether the id is a user's too
            case ANONYMOUS -> memory.aliases.isEmpty() ? List.of() : List.of(RecordKey.user(key.id()));
            case ACCOUNT -> List.of();
        };
    }

    private Set<RecordKey> missing(Collection<RecordKey> keys) {
        var missing = new LinkedHashSet<>(keys);
        missing.removeAll(records.keySet());
        return missing;
    }
}
