package io.segue.rules;

import org.jspecify.annotations.Nullable;

/**
 * A value that a condition asks an operand for.
 *
 * @param value text, or a number as text
 * @param shape the column that asks; null for a rule of a file
 */
public record Asked(String operand, String value, Condition.@Nullable Shape shape) {}
