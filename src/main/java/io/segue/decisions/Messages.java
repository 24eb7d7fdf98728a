package io.segue.decisions;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
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
        return placeholders(template).stream().allMatch(values::containsKey)
                ? PLACEHOLDER
                        .matcher(template)
                        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")))
                : fallback;
    }

    /** What is wrong with a template; empty when nothing is. */
    static Optional<String> wrong(String template) {
        var unknown = placeholders(template).stream()
                .filter(name -> !PLACEHOLDERS.contains(name))
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("asks for {%s}, which nothing fills; known are {plan}, {feature} and {product}"
                        .formatted(unknown.get(0)));
    }

    static Set<String> placeholders(String template) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
