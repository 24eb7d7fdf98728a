package io.segue.population;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.Map;

/**
 * How many users are where, as one refresh found it. Names nobody is in are absent.
 *
 * @param refresh         id of the refresh; text in JSON
 * @param asOf            the instant as of which it was decided
 * @param users           how many there are but for those who refuse profiling; the counts of a dimension, and of a score's tiers, add up to it
 * @param dimensions      users by dimension and segment
 * @param memberships     users by membership; one user may be in several, or in none
 * @param salesTiers      users by tier, 1 (best) to 4
 * @param nextBestActions users by action
 * @param tiers           users by score and tier
 */
public record Distribution(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long refresh,
        Instant asOf,
        int users,
        Map<String, Map<String, Integer>> dimensions,
        Map<String, Integer> memberships,
        Map<String, Integer> salesTiers,
        Map<String, Integer> nextBestActions,
        Map<String, Map<String, Integer>> tiers) {}
