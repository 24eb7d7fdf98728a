package io.segue.facts;

/** The tier of each score, by the score's name. */
public record Tiers(String engagement, String activation, String expansionReadiness, String churnRisk) {}
