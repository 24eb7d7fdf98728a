package io.segue.rules;

/**
 * An attribute that a rule depends on.
 *
 * @param attribute with its part where it has one, {@code traits.role}
 * @param by        what the rule names to read it, {@code roleKey}; the attribute's own name where it reads it directly
 */
public record Use(String attribute, String by) {}
