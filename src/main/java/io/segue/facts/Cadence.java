package io.segue.facts;

/** How often a product is meant to be used; it decides after how many idle days a user counts as dormant. */
public enum Cadence {
    DAILY,
    WEEKLY,
    MONTHLY
}
