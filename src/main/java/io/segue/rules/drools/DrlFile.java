package io.segue.rules.drools;

import io.segue.rules.Asked;
import io.segue.rules.HitPolicy.Kind;
import io.segue.rules.Operand;
import io.segue.rules.Rule;
import io.segue.rules.Source;
import io.segue.rules.Stage;
import io.segue.rules.Topic;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * One file of engineers' rules. What a rule concludes stands in its annotations, {@code @decision("memberships")} and
 * {@code @result("CHAMPIONS")}; its consequence only says that it fired.
 *
 * @param path under the knowledge directory
 */
public record DrlFile(String path, String text, List<Rule> rules) {
    private static final Pattern STRINGS = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern PATHS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern COMPARED =
            Pattern.compile("([A-Za-z][A-Za-z0-9.]*)\\s*(?:==|contains|in)\\s*(\\([^)]*\\)|\"[^\"]*\")");
    private static final Set<Kind> SINGLE = Set.of(Kind.FIRST, Kind.UNIQUE);

    /** Reads a file; what is wrong is reported with its line, and the rule left out. {@code first} numbers its first rule. */
    public static DrlFile read(String path, String text, int first, Problems problems) {
        var rules = new ArrayList<Rule>();
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            var unit = parser.parse(false, text);
            for (var error : parser.getErrors())
                problems.add(Problem.line(
                        path, error.getLines().length > 0 ? error.getLines()[0] : 1, oneLine(error.getMessage())));
            if (unit != null && !parser.hasErrors()) {
                for (var function : unit.getFunctions())
                    problems.add(Problem.line(
                                    path,
                                    function.getLine(),
                                    "the function %s hides what rules read".formatted(function.getName()))
                            .suggesting("Write its condition into them, or put a figure on a fact."));
                for (var rule : unit.getRules())
                    read(path, text, rule, first + rules.size(), problems).ifPresent(rules::add);
            }
        } catch (DroolsParserException e) {
            problems.add(path, "can't be read as DRL: " + e.getMessage());
        }
        return new DrlFile(path, text, List.copyOf(rules));
    }

    private static Optional<Rule> read(String path, String text, RuleDescr rule, int number, Problems problems) {
        int line = rule.getLine();
        var folder = path.substring("rules/".length(), path.length() - ".drl".length());
        if (!rule.getName().equals(folder) && !rule.getName().startsWith(folder + "/"))
            problems.add(Problem.line(
                    path,
                    line,
                    "the rule \"%s\" must be named for its file, \"%s\"".formatted(rule.getName(), folder)));
        var topic = Topic.all().stream()
                .filter(known -> known.name().equals(annotation(rule, "decision")))
                .findFirst();
        var result = annotation(rule, "result");
        if (topic.isEmpty() || result == null) {
            problems.add(Problem.line(
                    path,
                    line,
                    "the rule \"%s\" needs @decision(\"…\") and @result(\"…\"), the first one of %s"
                            .formatted(
                                    rule.getName(),
                                    Topic.all().stream()
                                            .filter(t -> !t.kinds().stream().allMatch(SINGLE::contains))
                                            .map(Topic::name)
                                            .toList())));
            return Optional.empty();
        }
        if (topic.get().outputs().size() > 1 || topic.get().kinds().stream().allMatch(SINGLE::contains)) {
            problems.add(Problem.line(
                    path,
                    line,
                    "%s is decided by the rows of one table; a rule can't add to it"
                            .formatted(topic.get().name())));
            return Optional.empty();
        }
        var patterns = rule.getLhs().getDescrs().stream()
                .filter(PatternDescr.class::isInstance)
                .map(PatternDescr.class::cast)
                .toList();
        var stage = patterns.size() == 1 && rule.getLhs().getDescrs().size() == 1
                ? Stage.ofFact(patterns.get(0).getObjectType())
                : Optional.<Stage>empty();
        if (stage.isEmpty() || stage.get().compareTo(topic.get().latest()) > 0) {
            problems.add(Problem.line(
                    path,
                    line,
                    "the rule \"%s\" must read one fact, %s or an earlier one"
                            .formatted(
                                    rule.getName(), topic.get().latest().fact().getSimpleName())));
            return Optional.empty();
        }
        return Optional.of(new Rule(
                number,
                rule.getName(),
                topic.get(),
                stage.get(),
                new Source(path, null, rule.getLine()),
                List.of(),
                reads(stage.get(), patterns.get(0)),
                Mentions.of(
                        stage.get().fact(),
                        text.substring(rule.getStartCharacter(), Math.min(text.length(), rule.getEndCharacter() + 1)),
                        patterns.get(0).getIdentifier()),
                Map.of(topic.get().outputs().get(0).header(), result),
                asks(patterns.get(0)),
                null));
    }

    /** Every value of the fact that a constraint names. */
    private static List<Operand> reads(Stage stage, PatternDescr pattern) {
        var reads = new LinkedHashMap<String, Operand>();
        for (var constraint : pattern.getDescrs()) {
            var paths = PATHS.matcher(STRINGS.matcher(constraint.getText()).replaceAll("\"\""));
            while (paths.find())
                Operand.of(stage.fact(), paths.group())
                        .ifPresent(operand -> reads.putIfAbsent(operand.path(), operand));
        }
        return List.copyOf(reads.values());
    }

    /** The texts that constraints compare a value with, as far as they are written plainly. */
    private static List<Asked> asks(PatternDescr pattern) {
        var asks = new ArrayList<Asked>();
        for (var constraint : pattern.getDescrs()) {
            var comparisons = COMPARED.matcher(constraint.getText());
            while (comparisons.find()) {
                var texts = STRINGS.matcher(comparisons.group(2));
                while (texts.find())
                    asks.add(new Asked(
                            comparisons.group(1),
                            texts.group().substring(1, texts.group().length() - 1),
                            null));
            }
        }
        return List.copyOf(asks);
    }

    private static @Nullable String annotation(RuleDescr rule, String name) {
        var annotation = rule.getAnnotation(name);
        if (annotation == null) return null;
        var text = String.valueOf(annotation.getSingleValueAsString());
        return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
    }

    static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
