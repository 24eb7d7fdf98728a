package io.segue.metrics;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a user stood at a refresh: the share of active users with a strictly smaller value, 0..100; null when not counted in one.
 *
 * @param usage   by sessions28d
 * @param breadth by featureBreadth30d
 * @param content by contentCreated28d
 */
public record Percentiles(
        @Nullable Double usage,
        @Nullable Double breadth,
        @Nullable Double content) implements Serializable {
    /** Of a user who was not counted. */
    public static final Percentiles NONE = new Percentiles(null, null, null);
}
