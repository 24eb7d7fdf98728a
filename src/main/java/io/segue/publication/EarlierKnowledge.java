package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.decisions.Playbooks.Held;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides again by versions that were live once, to explain what was decided then. The last few are kept compiled; the first
 * question about another takes seconds. Safe for use by many threads.
 */
public final class EarlierKnowledge implements AutoCloseable {
    private static final int MOST_KEPT = 2;

    private final KnowledgeStore store;
    private final Turns turns;
    private final Surroundings around;
    private final Map<String, Held> kept = new LinkedHashMap<>(4, .75f, true); // guarded by this

    EarlierKnowledge(KnowledgeStore store, Turns turns, Surroundings around) {
        this.store = store;
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
        try (var held = hold(version)) {
            var playbook = held.playbook();
            var decisions = around.decisions();
            var plan = playbook.trackingPlan();
            if (!plan.version().equals(around.playbooks().live().trackingPlan().version()))
                decisions = decisions.over(Refolded.profiles(around.journal(), plan, around.zone()));
            return decisions.decide(userId, asOf, playbook);
        }
    }

    private Held hold(String version) {
        var live = around.playbooks().hold();
        if (live.playbook().knowledge().version().equals(version)) return live;
        live.close();
        var known = known(version);
        return known.isPresent() ? known.get() : turns.take(() -> known(version).orElseGet(() -> compiled(version)));
    }

    private synchronized Optional<Held> known(String version) {
        return Optional.ofNullable(kept.get(version)).filter(Held::again);
    }

    private Held compiled(String version) {
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
