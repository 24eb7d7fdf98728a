package io.segue.facts;

import java.io.Serializable;

/**
 * The one segment of each dimension that the user is in, by the dimension's name.
 *
 * @param lifecycle        how far along and how active the user is
 * @param lifecycleStarter the same in a few coarse steps, for a start
 * @param behavior         how the user uses the product
 * @param intent           what the user seems to be about to do
 * @param planTier         by plan
 * @param valueTier        by revenue
 * @param companySize      by employees
 * @param useCase          by what the user came for
 * @param industry         by industry
 * @param role             by job
 * @param region           by country
 * @param dormancy         how long the user has been away, for how often the product is meant to be used
 * @param rfm              by recency, frequency and monetary value
 */
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
        String rfm)
        implements Serializable {}
