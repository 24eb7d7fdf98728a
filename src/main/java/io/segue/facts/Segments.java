package io.segue.facts;

/** The one segment of each dimension that the user is in, by the dimension's name. */
public record Segments(
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
        String rfm) {}
