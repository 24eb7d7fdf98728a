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
    private final Surroundings around;
    private final Map<String, Held> kept = new LinkedHashMap<>(4, .75f, true); // guarded by this

    EarlierKnowledge(KnowledgeStore store, Surroundings around) {
        this.store = store;
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

    private synchronized Held hold(String version) {
        var live = around.playbooks().hold();
        if (live.playbook().knowledge().version().equals(version)) return live;
        live.close();
        var known = kept.get(version);
        if (known == null) {
            var files = store.files(version).orElseThrow(() -> new IllegalStateException(version + " is not kept"));
            known = Held.timed(() -> LiveKnowledge.compiled(files));
            kept.put(version, known);
            if (kept.size() > MOST_KEPT) {
                var longest = kept.entrySet().iterator();
                longest.next().getValue().close();
                longest.remove();
            }
        }
        if (!known.again()) throw new IllegalStateException(version + " is retired though it is kept");
        return known;
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(Held::close);
        kept.clear();
    }
}
