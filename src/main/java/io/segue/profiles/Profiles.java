package io.segue.profiles;

import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is remembered of users and accounts, as of any instant: events after it are not seen. Memory answers where that is
 * certain to be what the journal would say; otherwise the journal does, at the cost of reading the user's events. Safe for use by
 * many threads.
 */
public final class Profiles {
    private static final int CHUNK = 500;
    /** No event says that it happened later. */
    private static final Instant ALL = Instant.parse("9999-12-31T00:00:00Z");

    private final Memories memories;
    private final Journal journal;
    private final Folding folding;
    private final LongAdder fromJournal = new LongAdder();
    private final LongAdder repaired = new LongAdder();

    public Profiles(Memories memories, Journal journal, Folding folding) {
        this.memories = memories;
        this.journal = journal;
        this.folding = folding;
    }

    /** The user that the id stands for, which is another one for an id that was merged; empty for an id not seen by then. */
    public Optional<Person> find(String userId, Instant asOf) {
        return Optional.ofNullable(people(List.of(userId), asOf).get(userId));
    }

    /**
     * Those of the users that are known by then, by id. Ids merged into another are absent, whoever they stand for. Reads few
     * records at a time, however many are asked for.
     */
    public Map<String, Person> findAll(Collection<String> userIds, Instant asOf) {
        var found = new HashMap<String, Person>();
        var all = List.copyOf(new LinkedHashSet<>(userIds));
        for (int from = 0; from < all.size(); from += CHUNK)
            people(all.subList(from, Math.min(from + CHUNK, all.size())), asOf).forEach((id, person) -> {
                if (id.equals(person.userId())) found.put(id, person);
            });
        return found;
    }

    /**
     * Has it run soon after something came that may change what is remembered of the user: of the user, the ids and visits that
     * are part of it, or its account. Which those are is told as of now, so after each run one looks, and watches, anew. It must be
     * quick.
     */
    public Memories.Watch watch(String userId, Runnable touched) {
        var records = new Gathered(memories);
        records.read(List.of(RecordKey.user(userId)));
        return memories.watch(records.everyRecord(userId), touched);
    }

    /** The account and its members; empty when no group call named it by then. */
    public Optional<AccountProfile> account(String accountId, Instant asOf) {
        var lookup = new Lookup(memories, asOf, folding.zone(), false);
        var account = lookup.account(accountId);
        if (lookup.uncertain().isEmpty()) return account;
        var certain = fromJournal(asOf);
        return certain(certain.account(accountId), certain);
    }

    /**
     * The records that make up the user that the id stands for, by all that the journal holds: of each id merged into it, and of
     * the anonymous visitors that are the user's and not somebody else's by now. Empty for an id never seen.
     */
    public Set<RecordKey> records(String userId) {
        var lookup = fromJournal(ALL);
        return certain(lookup.records(userId), lookup);
    }

    /**
     * Compares what memory tells of those users and of their accounts with what all of their events say, folded afresh. Where memory
     * tells something else it begins anew. What comes in meanwhile is no difference: one that is told was there for a while in which
     * nothing of the user's came. It reads all events of the users, few users at a time.
     */
    public Verified verify(Collection<String> userIds) {
        Memories afresh = keys -> folded(keys, ALL);
        var verified = new Verification(memories, afresh, folding.zone(), ALL).verify(userIds);
        repaired.add(verified.repaired());
        return verified;
    }

    /**
     * What {@link #verify} found.
     *
     * @param users     how many ids it looked at
     * @param different those of them of whom memory told something else, in the order given
     * @param repaired  how many of these it tells right of now
     */
    public record Verified(int users, List<String> different, int repaired) {
        public Verified {
            different = List.copyOf(different);
        }
    }

    /** Of how many users memory told something else than the journal, and tells it no more. */
    public long repaired() {
        return repaired.sum();
    }

    /** How many reads of a record the journal answered because memory was not certain to. */
    public long readFromJournal() {
        return fromJournal.sum();
    }

    private Map<String, Person> people(List<String> userIds, Instant asOf) {
        var lookup = new Lookup(memories, asOf, folding.zone(), false);
        var people = lookup.people(userIds);
        if (lookup.uncertain().isEmpty()) return people;
        var certain = fromJournal(asOf);
        people.putAll(certain(certain.people(lookup.uncertain()), certain));
        return people;
    }

    private static <T> T certain(T answer, Lookup lookup) {
        if (!lookup.uncertain().isEmpty())
            throw new IllegalStateException(
                    "the journal could not tell of %s, expected it to know all".formatted(lookup.uncertain()));
        return answer;
    }

    /** Folds afresh, from the events up to the instant and nothing let go, so that its answers are certain. */
    private Lookup fromJournal(Instant asOf) {
        return new Lookup(keys -> folded(keys, asOf), asOf, folding.zone(), true);
    }

    private Map<RecordKey, Memory> folded(Collection<RecordKey> keys, Instant asOf) {
        fromJournal.add(keys.size());
        var folded = new HashMap<RecordKey, Memory>();
        journal.readEach(keys, asOf, (key, slice) -> folded.put(key, folding.whole(key, slice.entries())));
        return folded;
    }
}
