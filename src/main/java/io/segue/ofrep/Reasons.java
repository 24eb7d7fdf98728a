package io.segue.ofrep;

import io.segue.decisions.Decision;
import io.segue.decisions.Decision.Reason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a decision is as it is, by what was decided; of several reasons the first. */
final class Reasons {
    private static final String MEMBERSHIPS = "memberships";

    private final Map<String, Reason> byDecision;
    private final Map<String, Reason> byMembership = new HashMap<>();

    Reasons(Decision decision) {
        byDecision = new HashMap<>(2 * decision.why().size());
        for (var reason : decision.why()) {
            byDecision.putIfAbsent(reason.decision(), reason);
            if (reason.decision().equals(MEMBERSHIPS))
                byMembership.putIfAbsent(reason.result().toString(), reason);
        }
    }

    @Nullable
    Reason of(String decision) {
        return byDecision.get(decision);
    }

    /** Null of one that does not hold. */
    @Nullable
    Reason ofMembership(String membership) {
        return byMembership.get(membership);
    }
}
