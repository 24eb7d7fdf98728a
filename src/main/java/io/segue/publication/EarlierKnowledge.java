package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.decisions.Playbook;
import io.segue.decisions.PlaybookSource;
import io.segue.decisions.Playbooks.Held;
import io.segue.profiles.Profiles;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Versions that were live once, to explain what was decided then and to end what began with them. The last few are kept compiled; the first
 * question about another takes seconds. Safe for use by many threads.
 */
public final class EarlierKnowledge implements PlaybookSource, AutoCloseable {
    private static final int MOST_KEPT = 2;

    private final KnowledgeStore store;
    private final LiveKnowledge live;
    private final Turns turns;
    private final Surroundings around;
    private final Map<String, Held> kept = new LinkedHashMap<>(4, .75f, true); // guarded by this

    EarlierKnowledge(KnowledgeStore store, LiveKnowledge live, Turns turns, Surroundings around) {
        this.store = store;
        this.live = live;
        this.turns = turns;
        this.around = around;
    }

    /** Whether a version was live once. */
    public boolean has(String version) {
        return store.lastOf(version).isPresent();
    }

    /**
     * Decides as of an instant by a version; empty for a user not seen by then.
     *
     * @throws KnowledgeRefused when the version can't be used by this release of the service
     * @throws TooMuchAtOnce    when too many wait already for something to be compiled
     */
    public Optional<Decision> decide(String userId, Instant asOf, String version) {
        try (var held = compiled(version).orElseGet(() -> turns.take(() -> compiledNow(version)))) {
            var playbook = held.playbook();
            var decisions = around.decisions();
            var profiles = read(playbook, around.profiles());
            if (profiles != around.profiles()) decisions = decisions.over(profiles);
            return decisions.decide(userId, asOf, playbook);
        }
    }

    /** {@inheritDoc} Waits for its turn to compile, however many wait, for only few ask. */
    @Override
    public Held hold(String version) {
        return compiled(version).orElseGet(() -> turns.await(() -> compiledNow(version)));
    }

    @Override
    public Profiles read(Playbook playbook, Profiles live) {
        var plan = playbook.trackingPlan();
        return plan.version().equals(around.playbooks().live().trackingPlan().version())
                ? live
                : Refolded.profiles(around.journal(), plan, around.zone());
    }

    /** Empty for one that must be compiled first. */
    private Optional<Held> compiled(String version) {
        var now = around.playbooks().hold();
        if (now.playbook().knowledge().version().equals(version)) return Optional.of(now);
        now.close();
        return live.ready(version).or(() -> known(version));
    }

    private synchronized Optional<Held> known(String version) {
        return Optional.ofNullable(kept.get(version)).filter(Held::again);
    }

    private Held compiledNow(String version) {
        // another may have done so while this one waited for its turn
        return compiled(version).orElseGet(() -> compile(version));
    }

    private Held compile(String version) {
        var files = store.files(version).orElseThrow(() -> new IllegalStateException(version + " is not kept"));
        var held = Held.timed(() -> LiveKnowledge.compiled(files));
        keep(version, held);
        return held;
    }

    private synchronized void keep(String version, Held held) {
        if (!held.again()) throw new IllegalStateException(version + " is retired before it was used");
        kept.put(version, held);
        if (kept.size() <= MOST_KEPT) return;
        var longest = kept.entrySet().iterator();
        longest.next().getValue().close();
        longest.remove();
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(Held::close);
        kept.clear();
    }
}
