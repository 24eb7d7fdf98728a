package io.segue.privacy;

import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.population.Refreshes;
import io.segue.profiles.Profiles;
import io.segue.publication.Actor;
import io.segue.publication.Rehearsals;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Erases people. What was made of their events goes first and the events last, so that one who is half erased is still known, and is
 * erased wholly when that is asked for again. Safe for use by many threads.
 */
public final class Erasure {
    private static final String ERASED = "user.erased";

    private final Profiles profiles;
    private final Journal journal;
    private final Refreshes refreshes;
    private final Rehearsals rehearsals;
    private final Trail trail;
    private final Clock clock;

    Erasure(Profiles profiles, Journal journal, Refreshes refreshes, Rehearsals rehearsals, Trail trail, Clock clock) {
        this.profiles = profiles;
        this.journal = journal;
        this.refreshes = refreshes;
        this.rehearsals = rehearsals;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Erases the person that the id stands for: what was done and said under every id merged into it, and by the anonymous visitors that are
     * the person's by now, and all that was made of it. A refresh or rehearsal that runs meanwhile ends without
     * the person. Empty for an id never seen, or erased already.
     */
    public Optional<Erased> erase(String userId, Actor by) {
        var records = profiles.records(userId);
        if (records.isEmpty()) {
            // whoever asks again may have been answered nothing the first time
            forgetResults(List.of(userId));
            trail.failed(by, ERASED, userId, "nobody is known by the id");
            return Optional.empty();
        }
        try {
            return Optional.of(erase(userId, records, by));
        } catch (RuntimeException e) {
            trail.failed(by, ERASED, userId, "it could not be finished, and is to be asked for again");
            throw e;
        }
    }

    private Erased erase(String asked, Collection<RecordKey> records, Actor by) {
        var ids = new ArrayList<String>();
        for (var key : records) if (key.kind() == RecordKey.Kind.USER) ids.add(key.id());
        ids.sort(null);
        var userId = profiles.find(asked, clock.instant())
                .map(person -> person.userId())
                .orElse(asked);
        trail.did(by, "user.erasure.begun", asked, "of the ids with the SHA-256 " + Trail.hashes(ids));
        forgetResults(ids);
        int events;
        try {
            events = journal.erase(records);
        } finally {
            // of what began meanwhile and read the events just before; whoever asks again may find nobody by these ids
            forgetResults(ids);
        }
        var erasedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        trail.did(by, ERASED, asked, "%d events are gone or name nobody anymore".formatted(events));
        return new Erased(userId, ids, events, erasedAt);
    }

    private void forgetResults(List<String> ids) {
        refreshes.forget(ids);
        rehearsals.forget(ids);
    }
}
