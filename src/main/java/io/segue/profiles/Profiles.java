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
import java.util.concurrent.atomic.LongAdder;

/**
 * What is remembered of users and accounts, as of any instant: events after it are not seen. Memory answers where that is
 * certain to be what the journal would say; otherwise the journal does, at the cost of reading the user's events. Safe for use by
 * many threads.
 */
public final class Profiles {
    private static final int CHUNK = 500;

    private final Memories memories;
    private final Journal journal;
    private final Folding folding;
    private final LongAdder fromJournal = new LongAdder();

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
        var keys = new LinkedHashSet<RecordKey>();
        for (var id : records.everMergedWith(userId)) {
            var key = RecordKey.user(id);
            keys.add(key);
            keys.addAll(records.get(key).others);
        }
        for (var key : List.copyOf(keys))
            for (var word : records.get(key).groups.words()) keys.add(RecordKey.account(word.id()));
        return memories.watch(keys, touched);
    }

    /** The account and its members; empty when no group call named it by then. */
    public Optional<AccountProfile> account(String accountId, Instant asOf) {
        var lookup = new Lookup(memories, asOf, folding.zone(), false);
        var account = lookup.account(accountId);
        if (lookup.uncertain().isEmpty()) return account;
        var certain = fromJournal(asOf);
        return certain(certain.account(accountId), certain);
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
        journal.read(keys, asOf).forEach((key, slice) -> folded.put(key, folding.whole(key, slice.entries())));
        return folded;
    }
}
