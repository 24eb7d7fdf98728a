package io.segue.facts;

import java.util.Set;

/**
 * Where the user stands: the last fact of a session, from which actions follow. The tiers and segments are those of the
 * scores and dimensions they are named for.
 *
 * @param memberships       names of the memberships that hold; empty when none
 * @param salesTier         1 (best) to 4
 * @param hasRecommendation whether there is a feature to recommend
 */
public record Standing(
        Metrics metrics,
        Traits traits,
        String engagementTier,
        String activationTier,
        String expansionReadinessTier,
        String churnRiskTier,
        String lifecycle,
        String lifecycleStarter,
        String behavior,
        String intent,
        String planTier,
        String valueTier,
        String companySize,
        String useCase,
        String industry,
        String role,
        String region,
        String dormancy,
        String rfm,
        Set<String> memberships,
        int salesTier,
        boolean hasRecommendation) {}
