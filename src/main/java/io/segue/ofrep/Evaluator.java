package io.segue.ofrep;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Overrides;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Evaluates flags: one decision for all of them. Safe for use by many threads. */
final class Evaluator {
    private final DecisionService decisions;
    private final Playbooks playbooks;
    private final Clock clock;
    private volatile @Nullable Known known;

    /** The flags of the playbook that was live last. */
    private record Known(Playbook playbook, Flags flags) {}

    Evaluator(DecisionService decisions, Playbooks playbooks, Clock clock) {
        this.decisions = decisions;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    /** The flags there are now. */
    Flags flags() {
        var playbook = playbooks.live();
        var last = known;
        if (last == null || last.playbook() != playbook) known = last = new Known(playbook, new Flags(playbook));
        return last.flags();
    }

    /** Decides about the user as of now; of one never seen, what is decided of somebody unknown. */
    Evaluated evaluate(String userId, Overrides overrides) {
        var asOf = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        while (true) {
            var flags = flags();
            var seen = decisions.decide(userId, asOf, overrides);
            var decision = seen.orElseGet(() -> decisions.defaults(userId, asOf, overrides));
            // other knowledge may have come live meanwhile
            if (decision.knowledge().version().equals(flags.version()))
                return new Evaluated(userId, flags, decision, seen.isPresent());
        }
    }
}
