package io.segue.facts;

import java.io.Serializable;

/** The tier of each score, by the score's name. */
public record Tiers(String engagement, String activation, String expansionReadiness, String churnRisk)
        implements Serializable {}
