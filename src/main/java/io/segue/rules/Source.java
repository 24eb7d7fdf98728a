package io.segue.rules;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands.
 *
 * @param file  path under the knowledge directory
 * @param sheet null for a rule file
 * @param row   1-based row of the sheet, or line of the rule file; null for a value that no row lists
 */
public record Source(
        String file, @Nullable String sheet, @Nullable Integer row) {}
