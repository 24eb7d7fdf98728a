package io.segue.publication;

import io.segue.audit.Audit;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks.Held;
import io.segue.publication.Release.Authored;
import io.segue.publication.Release.Detail;
import io.segue.publication.Release.Kind;
import io.segue.tables.KnowledgeFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Brings knowledge live, forward and back. A release is compiled here and on every other member before it is kept as live, and
 * from then on each member switches by one assignment: whatever fails, fails before anything is live. Safe for use by many threads.
 */
public final class Publisher {
    private static final Duration GIVEN_UP = Duration.ofMinutes(5);

    private final KnowledgeStore store;
    private final Drafts drafts;
    private final KnowledgeDirectory directory;
    private final LiveKnowledge live;
    private final Members members;
    private final Rehearsals rehearsals;
    private final Turns turns;
    private final PublicationSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final Releases releases;

    Publisher(
            KnowledgeStore store,
            Drafts drafts,
            KnowledgeDirectory directory,
            LiveKnowledge live,
            Members members,
            Rehearsals rehearsals,
            Turns turns,
            PublicationSettings settings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.drafts = drafts;
        this.directory = directory;
        this.live = live;
        this.members = members;
        this.rehearsals = rehearsals;
        this.turns = turns;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.releases = new Releases(store, clock);
    }

    /**
     * Publishes drafts at once, all of them together.
     *
     * @throws PublicationRefused when things stand against it
     * @throws KnowledgeRefused   when the drafts don't go together, or not with what is live by now
     */
    public Release publish(ReleaseWish wish, Actor by) {
        return audited("knowledge.released", String.join(", ", wish.drafts()), by, () -> {
            var base = current();
            var published = publishable(wish, by.id(), base);
            var files = filesOf(base.version());
            for (var draft : published) files = files.with(draft.path(), store.content(draft));
            if (files.version().equals(base.version()))
                throw new PublicationRefused("What the drafts say is live already.");
            var rehearsal = rehearsal(wish, base, files);
            var detail = new Detail(
                    TableVersions.of(files),
                    published.stream()
                            .map(draft -> new Authored(draft.id(), draft.table(), draft.author()))
                            .toList(),
                    List.of(),
                    rehearsal.map(done -> String.valueOf(done.id())).orElse(null),
                    rehearsal.map(Rehearsal::report).map(Publisher::changed).orElse(Map.of()));
            return release(files, Kind.PUBLISH, wish.comment(), detail, base, base.directory(), by);
        });
    }

    /**
     * Takes up an earlier version again, at once.
     *
     * @throws PublicationRefused when that version is live, or never was
     */
    public Release rollback(String version, String comment, Actor by) {
        return audited("knowledge.released", version, by, () -> {
            var base = current();
            if (version.equals(base.version())) throw new PublicationRefused("Version %s is live.".formatted(version));
            var earlier = store.lastOf(version)
                    .orElseThrow(
                            () -> new PublicationRefused("No release brought a version %s live.".formatted(version)));
            var detail = new Detail(earlier.detail().tables(), List.of(), List.of(), null, Map.of());
            return release(filesOf(version), Kind.ROLLBACK, comment, detail, base, base.directory(), by);
        });
    }

    /**
     * Reads the directory again, and brings live what changed there.
     *
     * @param tables workbooks, by name without {@code .xlsx}, that are taken from there whatever was published
     * @return empty when nothing had changed
     * @throws KnowledgeRefused when it can't be used
     */
    public Optional<Release> reload(List<String> tables, String comment, Actor by) {
        return audited("knowledge.reloaded", "directory", by, () -> {
            var lying = directory.read();
            for (var table : tables)
                if (lying.matching(KnowledgeFiles.pathOf(table), "").isEmpty())
                    throw new PublicationRefused("The directory has no table \"%s\".".formatted(table));
            var renewal = Renewal.of(
                    store, lying, tables.stream().map(KnowledgeFiles::pathOf).toList());
            if (renewal.isLive()) return Optional.empty();
            var files = renewal.files();
            var detail = new Detail(
                    TableVersions.of(files),
                    List.of(),
                    renewal.kept().stream().map(KnowledgeFiles::tableOf).toList(),
                    null,
                    Map.of());
            return Optional.of(release(files, Kind.RELOAD, comment, detail, current(), renewal.directory(), by));
        });
    }

    /** Keeps a release for an instant to come, once it could be published now. */
    public PlannedRelease plan(ReleaseWish wish, Instant at, Actor by) {
        return audited("release.planned", String.join(", ", wish.drafts()), by, () -> {
            var now = now();
            if (!at.isAfter(now))
                throw new PublicationRefused("%s is over; leave it out to publish now.".formatted(at));
            var waiting = publishable(wish, by.id(), current());
            var planned = new PlannedRelease(
                    UUID.randomUUID().toString(), at, by.id(), now, wish, PlannedRelease.State.WAITING, null, null);
            store.plan(
                    planned,
                    by.did(
                            "release.planned",
                            planned.id(),
                            now,
                            "%d drafts for %s: %s".formatted(waiting.size(), at, wish.comment())));
            return planned;
        });
    }

    /** Cancels a release that waits; false when it does not. */
    public boolean cancel(String id, Actor by) {
        return store.end(
                id,
                PlannedRelease.State.CANCELLED,
                "cancelled by " + by.id(),
                now(),
                by.did("release.cancelled", id, now(), "it had not come live"));
    }

    /** Publishes what is due, if no other member does. */
    void publishDue() {
        while (true) {
            var due = store.claim(now(), now().minus(GIVEN_UP));
            if (due.isEmpty()) return;
            var planned = due.get();
            var by = new Actor(planned.by(), null);
            PlannedRelease.State state;
            String outcome;
            try {
                var release = publish(planned.wish(), by);
                state = PlannedRelease.State.DONE;
                outcome = "release %d, version %s".formatted(release.seq(), release.version());
            } catch (PublicationRefused | KnowledgeRefused e) {
                state = PlannedRelease.State.FAILED;
                outcome = reason(e);
            }
            store.end(planned.id(), state, outcome, now(), by.did("release.due", planned.id(), now(), outcome));
        }
    }

    private Release release(
            KnowledgeFiles files,
            Kind kind,
            String comment,
            Detail detail,
            Release base,
            Map<String, String> lying,
            Actor by) {
        store.keep(files);
        var version = files.version();
        // what was live once passed the gate then
        if (kind == Kind.ROLLBACK) live.prepare(version);
        else live.prepared(turns.await(() -> Held.timed(() -> passed(files))));
        members.prepare(version);
        var release = releases.add(
                        files, new Release(base.seq() + 1, version, kind, now(), by.id(), comment, detail, lying), by)
                .orElseThrow(() -> new PublicationRefused(
                        "Another release came live meanwhile, or a draft was withdrawn; look at it and ask again."));
        live.follow();
        members.follow();
        return release;
    }

    private static Playbook passed(KnowledgeFiles files) {
        var checked = Check.gate(files);
        var playbook = checked.playbook();
        if (playbook == null) throw new KnowledgeRefused(checked.problems());
        return playbook;
    }

    /** The drafts of a wish, if they may be published by that caller on top of that release. */
    private List<Draft> publishable(ReleaseWish wish, String by, Release base) {
        var found = drafts.onTopOf(base, wish.drafts());
        for (var draft : found)
            if (settings.fourEyes() && draft.author().equals(by))
                throw new PublicationRefused(
                        "Draft %s is your own; somebody else must publish it (segue.publication.four-eyes)."
                                .formatted(draft.id()));
        return found;
    }

    /**
     * The rehearsal of just that on top of what is live.
     *
     * @throws PublicationRefused when there are limits and it is missing, or shows more than they allow and nobody confirmed that
     */
    private Optional<Rehearsal> rehearsal(ReleaseWish wish, Release base, KnowledgeFiles files) {
        var found = rehearsals
                .latest(Rehearsals.keyOf(wish.drafts()))
                .filter(done -> done.report() != null
                        && done.report().base().equals(base.version())
                        && done.knowledge().equals(files.version()));
        if (settings.limits().isEmpty()) return found;
        var report = found.map(Rehearsal::report)
                .orElseThrow(
                        () -> new PublicationRefused(
                                "There are limits to how many users may change (segue.publication.limits); rehearse just these drafts on what is live first."));
        var beyond = surprises(report).stream()
                .filter(surprise -> !isConfirmed(surprise, wish.confirmed()))
                .map(surprise -> "%s changes for %s %% of users, %s %% are allowed"
                        .formatted(surprise.decision(), surprise.percent(), surprise.mostPercent()))
                .toList();
        if (beyond.isEmpty()) return found;
        throw new PublicationRefused(
                "%s. To publish all the same, confirm the number.".formatted(String.join("; ", beyond)));
    }

    private List<Surprise> surprises(RehearsalReport report) {
        try {
            return Surprise.over(report, settings.limits());
        } catch (IllegalArgumentException e) {
            // what the settings name can only be compared with what there is to decide
            throw new PublicationRefused("segue.publication.limits: " + e.getMessage());
        }
    }

    private static boolean isConfirmed(Surprise surprise, Map<String, Double> confirmed) {
        var number = confirmed.get(surprise.decision());
        // as it was shown, with one decimal
        return number != null && Math.abs(number - surprise.percent()) < 0.05;
    }

    private static Map<String, Double> changed(RehearsalReport report) {
        return report.decisions().stream()
                .filter(change -> change.users() > 0)
                .collect(Collectors.toMap(RehearsalReport.Change::decision, RehearsalReport.Change::percent));
    }

    private Release current() {
        return store.live().orElseThrow(() -> new IllegalStateException("no release is live"));
    }

    private KnowledgeFiles filesOf(String version) {
        return store.files(version)
                .orElseThrow(() -> new IllegalStateException("the files of knowledge " + version + " are lost"));
    }

    private <T> T audited(String action, String target, Actor by, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            try {
                audit.record(by.failed(action, target, now(), reason(e)));
            } catch (RuntimeException unheard) {
                e.addSuppressed(unheard);
            }
            throw e;
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof KnowledgeRefused refused
                ? String.join(
                        "; ",
                        refused.problems().stream()
                                .map(Object::toString)
                                .limit(20)
                                .toList())
                : String.valueOf(e.getMessage());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
