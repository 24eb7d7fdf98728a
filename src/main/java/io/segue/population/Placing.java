package io.segue.population;

import io.segue.metrics.Percentiles;

/**
 * Where one user stood among those counted: the percentiles by {@link Percentiles}' names, 0..100.
 *
 * @param userId the user's canonical id
 */
public record Placing(String userId, double usage, double breadth, double content) {
    /** As decisions take them. */
    public Percentiles percentiles() {
        return new Percentiles(usage, breadth, content);
    }
}
