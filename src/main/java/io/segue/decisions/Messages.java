package io.segue.decisions;

import io.segue.rules.Rule;
import io.segue.tables.Nearest;
import io.segue.tables.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills the placeholders of message templates: {@code {plan}}, {@code {feature}} and {@code {product}}. */
final class Messages {
    /** What a template may ask for. */
    static final Set<String> PLACEHOLDERS = Set.of("plan", "feature", "product");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private Messages() {}

    /** The template with every placeholder filled; the fallback when one of them has no value. */
    static @Nullable String fill(@Nullable String template, @Nullable String fallback, Map<String, String> values) {
        if (template == null) return fallback;
        if (template.indexOf('{') < 0) return template;
        var filled = new StringBuilder(template.length() + 32);
        int end = 0;
        for (int close = template.indexOf('}'); close >= 0; close = template.indexOf('}', close + 1)) {
            int open = template.lastIndexOf('{', close);
            if (open < end) continue;
            var value = values.get(template.substring(open + 1, close));
            if (value == null) return fallback;
            filled.append(template, end, open).append(value);
            end = close + 1;
        }
        return filled.append(template, end, template.length()).toString();
    }

    /** What is wrong with the template of a row; empty when nothing is. */
    static Optional<Problem> wrong(Rule rule, String template) {
        var unknown = placeholders(template).stream()
                .filter(name -> !PLACEHOLDERS.contains(name))
                .sorted()
                .toList();
        return unknown.stream().findFirst().map(name -> rule.problem(
                        "message", "the message asks for {%s}, which nothing fills".formatted(name))
                .expecting("{plan}, {feature} or {product}")
                .suggesting(Nearest.to(name, PLACEHOLDERS)
                        .map("Write {%s}."::formatted)
                        .orElse(null)));
    }

    static Set<String> placeholders(String template) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
