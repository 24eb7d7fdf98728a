package io.segue.rules;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands.
 *
 * @param file  path under the knowledge directory
 * @param sheet null for a rule file
 * @param row   1-based row of the sheet, or line of the rule file
 */
public record Source(String file, @Nullable String sheet, int row) {}
