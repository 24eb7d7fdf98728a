package io.segue.rules.drools;

import io.segue.rules.Operand;
import io.segue.rules.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a rule may read of its fact, in conditions and consequence alike. It errs on one side only: a name that
 * can't be followed counts as every value of that name, and a fact or a part of one that is taken as a whole as all that is
 * in it. Used by one thread.
 */
final class Mentions {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");
    private static final Pattern TEXTS_AND_COMMENTS = Pattern.compile(
            "\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+'|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    /** {@code traits!.country}, {@code traits().country()} and {@code traits#Traits.country} are all one path. */
    private static final Pattern DETOURS = Pattern.compile("\\(\\s*\\)|#[\\w.]*\\w(?=\\s*\\.)|[!?](?=\\s*\\.)");

    private static final Pattern PATHS = Pattern.compile("[A-Za-z_$][\\w$]*(?:\\s*\\.\\s*[A-Za-z_$][\\w$]*)*");

    private static final Set<String> OF_ALL_COMPONENTS = Set.of("toString", "hashCode", "equals");

    private final Class<?> fact;
    private final Map<String, List<Operand>> byName = new HashMap<>();
    private final Set<Use> uses = new LinkedHashSet<>();

    private Mentions(Class<?> fact) {
        this.fact = fact;
        for (var operand : Operand.all(fact)) {
            var path = operand.path();
            byName.computeIfAbsent(path.substring(path.lastIndexOf('.') + 1), any -> new ArrayList<>(1))
                    .add(operand);
        }
    }

    /**
     * Finds them.
     *
     * @param binding what the rule calls the fact as a whole; null when it has no name for it
     */
    static List<Use> of(Class<?> fact, String text, @Nullable String binding) {
        return new Mentions(fact).in(text, binding);
    }

    private List<Use> in(String text, @Nullable String binding) {
        var plain = ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        plain = TEXTS_AND_COMMENTS.matcher(plain).replaceAll(" ");
        if (binding != null)
            plain = plain.replaceFirst(Pattern.quote(binding) + "\\s*:(?!:)", " ")
                    .replaceAll("(?<![\\w$])" + Pattern.quote(binding) + "(?![\\w$])", "this");
        plain = DETOURS.matcher(plain).replaceAll("");
        var paths = PATHS.matcher(plain);
        while (paths.find()) path(List.of(paths.group().split("\\s*\\.\\s*", -1)));
        return List.copyOf(uses);
    }

    private void path(List<String> names) {
        for (int from = 0; from < names.size(); ) {
            var known = longest(names.subList(from, names.size()));
            if (known.isPresent()) {
                add(known.get(), known.get().label());
                from += known.get().path().split("\\.", -1).length;
                continue;
            }
            var name = names.get(from++);
            var whole = name.equals("this")
                    && longest(names.subList(from, names.size())).isEmpty();
            if (whole || OF_ALL_COMPONENTS.contains(name))
                byName.values().forEach(all -> all.forEach(operand -> add(operand, name)));
            byName.getOrDefault(property(name), List.of()).forEach(operand -> add(operand, name));
        }
    }

    /** The value of the fact that as many of the names as possible lead to, from the first one on. */
    private Optional<Operand> longest(List<String> names) {
        for (int to = names.size(); to > 0; to--) {
            var operand = Operand.of(fact, String.join(".", names.subList(0, to)));
            if (operand.isPresent()) return operand;
        }
        return Optional.empty();
    }

    private void add(Operand operand, String by) {
        for (var attribute : operand.attributes()) uses.add(new Use(attribute, by));
    }

    private static String property(String name) {
        return name.length() > 3 && name.startsWith("get") && Character.isUpperCase(name.charAt(3))
                ? Character.toLowerCase(name.charAt(3)) + name.substring(4)
                : name;
    }
}
