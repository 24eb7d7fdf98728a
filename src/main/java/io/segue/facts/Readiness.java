package io.segue.facts;

import java.util.Set;

/**
 * How far along the user is: the third fact of a session.
 *
 * @param activated          whether the user got to the product's core value
 * @param expansionReadiness 0..100
 * @param atRiskSignals      as in {@link Scores}
 * @param enterpriseSignals  whether the user looks like one of a large customer
 * @param cadence            how often the product is meant to be used
 * @param behaviorsThatHold  every segment of the dimension behavior whose own criteria hold, whichever of them is taken
 */
public record Readiness(
        Metrics metrics,
        Traits traits,
        Account account,
        boolean activated,
        int expansionReadiness,
        int atRiskSignals,
        boolean enterpriseSignals,
        Cadence cadence,
        Set<String> behaviorsThatHold) {}
