package io.segue.population;

import io.segue.decisions.Decision;
import io.segue.facts.Segments;
import io.segue.facts.Tiers;
import io.segue.metrics.Percentiles;
import java.io.Serializable;
import java.util.List;

/**
 * What one refresh concluded of one user.
 *
 * @param userId         whom it is about
 * @param percentiles    where the user stood at that very refresh
 * @param segments       the one segment of each dimension that the user was in
 * @param tiers          what the scores were called
 * @param memberships    names of those that hold, alphabetical
 * @param salesTier      1 (best) to 4
 * @param nextBestAction key of the action
 */
public record UserResult(
        String userId,
        Percentiles percentiles,
        Segments segments,
        Tiers tiers,
        List<String> memberships,
        int salesTier,
        String nextBestAction)
        implements Serializable {
    static UserResult of(Decision decision) {
        var metrics = decision.metrics();
        var scores = decision.scores();
        return new UserResult(
                decision.userId(),
                new Percentiles(metrics.usagePercentile(), metrics.breadthPercentile(), metrics.contentPercentile()),
                decision.segments(),
                new Tiers(
                        scores.engagement().tier(),
                        scores.activation().tier(),
                        scores.expansionReadiness().tier(),
                        scores.churnRisk().tier()),
                List.copyOf(decision.memberships()),
                decision.actions().salesTier().tier(),
                decision.nextBestAction().action());
    }
}
