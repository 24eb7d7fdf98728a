package io.segue.facts;

import java.io.Serializable;

/**
 * The tier of each score, by the score's name.
 *
 * @param engagement         how much the user uses the product
 * @param activation         how far the user got towards the product's core value
 * @param expansionReadiness how ready the user is for more
 * @param churnRisk          how likely the user is to leave
 */
public record Tiers(String engagement, String activation, String expansionReadiness, String churnRisk)
        implements Serializable {}
