package io.segue.profiles;

import io.segue.journal.RecordKey;
import io.segue.profiles.Profiles.Verified;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what two places tell of users, of which one is right, and has the other begin anew. Used by one thread. */
final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final int AT_ONCE = 100;
    /** What is committed reaches memory within milliseconds. */
    private static final long PAUSE_MILLIS = 100;
    /** So often in a row, with nothing new in between, both must differ. */
    private static final int AGAIN = 3;
    /** Of a user of whom something new comes this often between two looks, there is no telling. */
    private static final int MOST_TRIES = 10;

    private final Memories memories;
    private final Memories afresh;
    private final ZoneId zone;
    private final Instant asOf;

    /**
     * @param afresh right, and exact as of any instant
     * @param asOf   no event happened later
     */
    Verification(Memories memories, Memories afresh, ZoneId zone, Instant asOf) {
        this.memories = memories;
        this.afresh = afresh;
        this.zone = zone;
        this.asOf = asOf;
    }

    Verified verify(Collection<String> userIds) {
        var all = List.copyOf(new LinkedHashSet<>(userIds));
        var different = new ArrayList<String>();
        int repaired = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var found = different(all.subList(from, Math.min(from + AT_ONCE, all.size())));
            if (found.isEmpty()) continue;
            different.addAll(found.keySet());
            var keys = new LinkedHashSet<RecordKey>();
            found.values().forEach(difference -> keys.addAll(difference.records()));
            memories.forget(keys);
            repaired += found.size() - different(found.keySet()).size();
        }
        if (!different.isEmpty())
            LOG.warn(
                    "of {} of {} users memory told something else than the journal; of {} it was made anew",
                    different.size(),
                    all.size(),
                    repaired);
        return new Verified(all.size(), different, repaired);
    }

    /**
     * A user of whom memory tells something else.
     *
     * @param right   what it should tell
     * @param records all that may be wrong
     */
    private record Difference(Told right, Set<RecordKey> records) {}

    /** @param person null for an unknown user */
    private record Told(@Nullable Person person, Set<RecordKey> joined) {
        boolean isAs(Told other) {
            return joined.equals(other.joined) && same(person, other.person);
        }

        private static boolean same(@Nullable Person one, @Nullable Person other) {
            if (one == null || other == null) return one == other;
            return one.userId().equals(other.userId())
                    && one.traits().equals(other.traits())
                    && Objects.equals(one.accountId(), other.accountId())
                    && one.accountTraits().equals(other.accountTraits())
                    && one.everPaid() == other.everPaid()
                    && one.firstEvent().equals(other.firstEvent())
                    && Set.copyOf(one.notices()).equals(Set.copyOf(other.notices()))
                    && one.ledger().tellsAs(other.ledger());
        }
    }

    private Map<String, Difference> different(Collection<String> userIds) {
        var settled = new LinkedHashMap<String, Difference>();
        var open = compared(userIds);
        var times = new HashMap<String, Integer>();
        for (int tries = 0; !open.isEmpty() && tries < MOST_TRIES; tries++) {
            pause();
            var before = open;
            open = compared(before.keySet());
            for (var again : List.copyOf(open.entrySet())) {
                var id = again.getKey();
                boolean still = Objects.requireNonNull(before.get(id))
                        .right()
                        .isAs(again.getValue().right());
                times.put(id, still ? times.getOrDefault(id, 0) + 1 : 0);
                if (times.getOrDefault(id, 0) < AGAIN) continue;
                settled.put(id, again.getValue());
                open.remove(id);
            }
        }
        return settled;
    }

    private Map<String, Difference> compared(Collection<String> userIds) {
        var memory = new Lookup(memories, asOf, zone, false);
        var told = memory.people(userIds);
        var journal = new Lookup(afresh, asOf, zone, true);
        var known = journal.people(userIds);
        var different = new LinkedHashMap<String, Difference>();
        for (var id : userIds) {
            // who asks for it is answered by the journal
            if (memory.uncertain().contains(id)) continue;
            var right = told(journal, known.get(id));
            if (told(memory, told.get(id)).isAs(right)) continue;
            var records = new LinkedHashSet<>(journal.everyRecord(id));
            records.addAll(memory.everyRecord(id));
            different.put(id, new Difference(right, records));
        }
        return different;
    }

    private static Told told(Lookup lookup, @Nullable Person person) {
        var account = person == null ? null : person.accountId();
        return new Told(person, account == null ? Set.of() : lookup.everJoined(account));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was interrupted while memory was verified", e);
        }
    }
}
