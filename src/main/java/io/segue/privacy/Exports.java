package io.segue.privacy;

import io.segue.decisions.DecisionService;
import io.segue.journal.Entry;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.population.Refreshes;
import io.segue.profiles.Profiles;
import io.segue.publication.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells all that is kept of one person. Holds all events of that person at a time. Safe for use by many threads. */
public final class Exports {
    private final Profiles profiles;
    private final Journal journal;
    private final DecisionService decisions;
    private final Refreshes refreshes;
    private final Trail trail;

    Exports(Profiles profiles, Journal journal, DecisionService decisions, Refreshes refreshes, Trail trail) {
        this.profiles = profiles;
        this.journal = journal;
        this.decisions = decisions;
        this.refreshes = refreshes;
        this.trail = trail;
    }

    /** All of the person that the id stands for; empty for an id never seen. */
    public Optional<Export> export(String userId, Instant now, Actor by) {
        var records = profiles.records(userId);
        var person = profiles.find(userId, now);
        var decision = decisions.decide(userId, now);
        if (records.isEmpty() || person.isEmpty() || decision.isEmpty()) {
            trail.failed(by, "user.exported", userId, "nobody is known by the id");
            return Optional.empty();
        }
        var ids = ids(records, RecordKey.Kind.USER);
        var account = person.get().accountId();
        var export = new Export(
                now,
                person.get().userId(),
                ids,
                ids(records, RecordKey.Kind.ANONYMOUS),
                calls(records),
                person.get().traits(),
                account == null
                        ? null
                        : new Export.Membership(account, person.get().accountTraits()),
                decision.get(),
                refreshes.concludedOf(ids));
        trail.did(
                by,
                "user.exported",
                userId,
                "%d events".formatted(export.events().size()));
        return Optional.of(export);
    }

    private static List<String> ids(Set<RecordKey> records, RecordKey.Kind kind) {
        return records.stream()
                .filter(key -> key.kind() == kind)
                .map(RecordKey::id)
                .sorted()
                .toList();
    }

    private List<Export.Call> calls(Set<RecordKey> records) {
        var entries = new HashMap<Long, Entry>();
        for (var slice : journal.read(records, null).values())
            for (var entry : slice.entries()) {
                var event = entry.event();
                // what somebody else said of a visitor who had been theirs is theirs
                if (records.contains(RecordKey.subject(event)) || event.type() == EventType.ALIAS)
                    entries.put(entry.seq(), entry);
            }
        var inOrder = new ArrayList<>(entries.values());
        inOrder.sort(
                Comparator.comparing((Entry entry) -> entry.event().timestamp()).thenComparing(Entry::seq));
        return inOrder.stream().map(entry -> Export.Call.of(entry.event())).toList();
    }

    /** A name for the file that such an export is kept in, which says nothing of whose it is but to those who know the id. */
    public static String fileName(String userId) {
        return "user-%s.json".formatted(Trail.hash(userId).substring(0, 16));
    }
}
