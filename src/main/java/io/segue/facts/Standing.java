package io.segue.facts;

import java.util.Set;

/**
 * Where the user stands: the last fact of a session, from which actions follow.
 *
 * @param memberships       names of the memberships that hold; empty when none
 * @param salesTier         1 (best) to 4
 * @param hasRecommendation whether there is a feature to recommend
 */
public record Standing(
        Metrics metrics,
        Traits traits,
        Tiers tiers,
        Segments segments,
        Set<String> memberships,
        int salesTier,
        boolean hasRecommendation) {}
