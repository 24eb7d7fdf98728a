package io.segue.population;

/**
 * The right to work on a refresh, which one member of the cluster has at a time. It ends when another takes the refresh up.
 *
 * @param refresh id of the refresh
 * @param number  how often the refresh has been taken up, this time included
 */
public record Claim(long refresh, long number) {}
