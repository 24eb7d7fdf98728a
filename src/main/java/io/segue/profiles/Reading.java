package io.segue.profiles;

import org.jspecify.annotations.Nullable;

/**
 * What one event means.
 *
 * @param activity whether the user did something with the product
 * @param signal   what else it tells; null when nothing
 */
public record Reading(boolean activity, @Nullable Signal signal) {}
