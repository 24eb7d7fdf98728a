package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers as of one instant from one place. What it cannot tell for certain from what is kept there it leaves out of its answers
 * and counts among {@link #uncertain}. Used by one thread.
 */
final class Lookup {
    private final long millis;
    private final Instant asOf;
    private final ZoneId zone;
    private final Gathered records;
    private final boolean nothingLater;
    private final List<String> uncertain = new ArrayList<>();

    /** @param nothingLater whether the memories of that place hold no event after the instant, and all before it */
    Lookup(Memories source, Instant asOf, ZoneId zone, boolean nothingLater) {
        this.asOf = asOf;
        this.nothingLater = nothingLater;
        this.millis = asOf.toEpochMilli();
        this.zone = zone;
        this.records = new Gathered(source);
    }

    /** Ids of which the place could not tell. */
    List<String> uncertain() {
        return uncertain;
    }

    /** By the id asked for, whoever it stands for; unknown ones are absent. */
    Map<String, Person> people(Collection<String> userIds) {
        records.read(userIds.stream().map(RecordKey::user).toList());
        var found = new HashMap<String, Someone>();
        for (var userId : userIds) {
            if (!records.get(RecordKey.user(userId)).knownBy(millis)) continue;
            var someone = someone(userId);
            if (someone == null) uncertain.add(userId);
            else found.put(userId, someone);
        }
        records.read(found.values().stream()
                .flatMap(someone -> Optional.ofNullable(someone.accountId()).stream())
                .map(RecordKey::account)
                .distinct()
                .toList());
        var people = new HashMap<String, Person>();
        found.forEach((userId, someone) -> {
            var person = person(someone);
            if (person == null) uncertain.add(userId);
            else people.put(userId, person);
        });
        return people;
    }

    /** The account; absent when unknown, or when the place could not tell. */
    Optional<AccountProfile> account(String accountId) {
        var key = RecordKey.account(accountId);
        records.read(List.of(key));
        var account = records.get(key);
        if (!account.knownBy(millis)) return Optional.empty();
        records.read(account.others);
        var userIds = new LinkedHashSet<String>();
        for (var caller : account.others) {
            if (caller.kind() == RecordKey.Kind.USER) userIds.add(caller.id());
            else for (var owner : possibleOwners(records.get(caller))) userIds.add(owner);
        }
        records.read(userIds.stream().map(RecordKey::user).toList());
        var members = new TreeSet<>(CodePoints.ORDER);
        for (var userId : userIds) {
            if (!records.get(RecordKey.user(userId)).knownBy(millis)) continue;
            var someone = someone(userId);
            if (someone == null) {
                uncertain.add(userId);
                return Optional.empty();
            }
            if (accountId.equals(someone.accountId())) members.add(someone.userId());
        }
        var traits = latest(List.of(account));
        if (traits == null) {
            uncertain.add(accountId);
            return Optional.empty();
        }
        return Optional.of(new AccountProfile(accountId, traits, List.copyOf(members)));
    }

    /** The records that are the user's as of the instant, whoever the id stands for; empty for an unknown one. */
    Set<RecordKey> records(String userId) {
        records.read(List.of(RecordKey.user(userId)));
        if (!records.get(RecordKey.user(userId)).knownBy(millis)) return Set.of();
        var someone = someone(userId);
        if (someone == null) uncertain.add(userId);
        return someone == null ? Set.of() : someone.keys();
    }

    /** Every record that may have a part in what is told of the user, at whatever instant. */
    Set<RecordKey> everyRecord(String userId) {
        records.read(List.of(RecordKey.user(userId)));
        return records.everyRecord(userId);
    }

    /** Whom the account may have as members: whoever ever joined it, and of visitors those they may be. */
    Set<RecordKey> everJoined(String accountId) {
        var key = RecordKey.account(accountId);
        records.read(List.of(key));
        var callers = records.get(key).others;
        records.read(callers);
        var joined = new LinkedHashSet<>(callers);
        for (var caller : callers)
            if (caller.kind() == RecordKey.Kind.ANONYMOUS)
                for (var owner : possibleOwners(records.get(caller))) joined.add(RecordKey.user(owner));
        return joined;
    }

    /** A user as of the instant, and the records that are the user's then. */
    private record Someone(
            String userId,
            Set<RecordKey> keys,
            List<Memory> sources,
            @Nullable String accountId,
            List<Notice> notices) {}

    /** Null when it cannot be told. */
    private @Nullable Someone someone(String userId) {
        var merged = records.everMergedWith(userId);
        var identity = new Identity(merged, records, millis);
        if (!identity.exact()) return null;
        var canonical = identity.canonical(userId);
        var keys = new LinkedHashSet<RecordKey>();
        var sources = new ArrayList<Memory>();
        var visitors = new LinkedHashSet<RecordKey>();
        for (var id : merged) {
            var memory = records.get(RecordKey.user(id));
            for (var other : memory.others) if (other.kind() == RecordKey.Kind.ANONYMOUS) visitors.add(other);
            if (memory.knownBy(millis) && identity.canonical(id).equals(canonical)) {
                keys.add(RecordKey.user(id));
                sources.add(memory);
            }
        }
        for (var visitor : visitors) {
            var memory = records.get(visitor);
            var links = links(visitor, memory);
            if (links.stream().anyMatch(link -> !known(link, links.size() == 1))) return null;
            var owner = latestWord(links);
            if (owner != null && identity.canonical(owner.id()).equals(canonical) && memory.knownBy(millis)) {
                keys.add(visitor);
                sources.add(memory);
            }
        }
        var groups = sources.stream()
                .map(memory -> memory.groups)
                .filter(timeline -> !timeline.isEmpty())
                .toList();
        if (groups.stream().anyMatch(timeline -> !known(timeline, groups.size() == 1))) return null;
        var group = latestWord(groups);
        return new Someone(canonical, keys, sources, group == null ? null : group.id(), identity.notices());
    }

    /** What says whose the visitor is: calls that identify it, and aliases of its id unless that is a user's. */
    private List<Timeline> links(RecordKey visitor, Memory memory) {
        var links = new ArrayList<Timeline>(2);
        if (!memory.links.isEmpty()) links.add(memory.links);
        if (!memory.aliases.isEmpty()
                && !records.get(RecordKey.user(visitor.id())).knownBy(millis)) links.add(memory.aliases);
        return links;
    }

    private static List<String> possibleOwners(Memory visitor) {
        var owners = new ArrayList<String>();
        for (var timeline : List.of(visitor.links, visitor.aliases))
            for (var word : timeline.words()) owners.add(word.id());
        return owners;
    }

    /** Null when it cannot be told. */
    private @Nullable Person person(Someone someone) {
        var sources = someone.sources();
        var traits = latest(sources);
        var ledger = ledger(sources);
        var account =
                someone.accountId() == null ? Memory.nothing() : records.get(RecordKey.account(someone.accountId()));
        var accountTraits = latest(List.of(account));
        if (traits == null || ledger == null || accountTraits == null) return null;
        boolean everPaid = account.paidFrom <= millis || sources.stream().anyMatch(memory -> memory.paidFrom <= millis);
        long first = sources.stream().mapToLong(memory -> memory.first).min().orElseThrow();
        return new Person(
                someone.userId(),
                ledger,
                traits,
                someone.accountId(),
                accountTraits,
                everPaid,
                Instant.ofEpochMilli(first),
                someone.notices());
    }

    private @Nullable Ledger ledger(List<Memory> sources) {
        var used = sources.stream()
                .map(memory -> memory.ledger)
                .filter(ledger -> !ledger.isEmpty())
                .toList();
        if (used.isEmpty()) return Ledger.empty(zone);
        var then = new ArrayList<Ledger>(used.size());
        for (var ledger : used) {
            var cut = nothingLater ? Optional.of(ledger) : ledger.asOf(asOf, used.size() == 1);
            if (cut.isEmpty()) return null;
            then.add(cut.get());
        }
        if (then.size() == 1) return then.get(0);
        var fold = new LedgerFold(zone);
        for (var ledger : then) fold.add(ledger.withScores(Timeline.EMPTY));
        var score = latestWord(then.stream().map(ledger -> ledger.scores).toList());
        return fold.whole()
                .map(all -> all.withScores(score == null ? Timeline.EMPTY : Timeline.of(List.of(score))))
                .orElse(null);
    }

    /** The latest value of each trait over all of the records; null when it cannot be told. */
    private @Nullable Map<String, Object> latest(List<Memory> sources) {
        var timelines = new HashMap<String, List<Timeline>>();
        for (var memory : sources)
            memory.traits.forEach((name, timeline) ->
                    timelines.computeIfAbsent(name, any -> new ArrayList<>(1)).add(timeline));
        var values = new HashMap<String, Object>();
        for (var trait : timelines.entrySet()) {
            var told = trait.getValue();
            for (var timeline : told) if (!known(timeline, told.size() == 1)) return null;
            var word = latestWord(told);
            if (word != null && word.value() != null) values.put(trait.getKey(), word.value());
        }
        return values;
    }

    private boolean known(Timeline timeline, boolean alone) {
        return alone ? timeline.knowsValueAt(millis) : timeline.knowsWordAt(millis);
    }

    private Timeline.@Nullable Word latestWord(List<Timeline> timelines) {
        Timeline.Word latest = null;
        for (var timeline : timelines) {
            var word = timeline.at(millis);
            if (word != null && (latest == null || word.stamp().compareTo(latest.stamp()) > 0)) latest = word;
        }
        return latest;
    }
}
