package io.segue.rules;

import io.segue.rules.Condition.Operator;
import io.segue.tables.Cell;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that in a UNIQUE table exactly one row matches whatever the values are, and in a FIRST table at least one. Between
 * two neighbouring thresholds of a column all values behave alike, so one sample of each stretch stands for all of it; the
 * samples of all columns together cover everything that can happen.
 */
final class Coverage {
    private static final int MOST_SAMPLES = 500_000;

    private Coverage() {}

    static void check(DecisionTable table, Problems problems) {
        var policy = table.policy();
        if (!policy.single()) return;
        var always = table.rules().stream().anyMatch(rule -> rule.conditions().isEmpty());
        if (policy.kind() == HitPolicy.Kind.FIRST && always) {
            deadRows(table, problems);
            return;
        }
        var samples = samples(table);
        // as a double, for many columns make more than a long can count
        var size = samples.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
        if (size > MOST_SAMPLES) {
            problems.add(
                    table.sheet(),
                    "has too many columns to prove that some row always matches; add a last row without conditions, and the hit policy FIRST");
            return;
        }
        walk(table, new ArrayList<>(samples.entrySet()), 0, new LinkedHashMap<>(), problems);
    }

    /** Tells the first gap and the first overlap, if any; true once one is told. */
    private static boolean walk(
            DecisionTable table,
            List<Map.Entry<Operand, List<@Nullable Object>>> columns,
            int column,
            Map<String, @Nullable Object> example,
            Problems problems) {
        if (column == columns.size()) return judge(table, example, problems);
        var entry = columns.get(column);
        for (var value : entry.getValue()) {
            example.put(entry.getKey().path(), value);
            if (walk(table, columns, column + 1, example, problems)) return true;
        }
        return false;
    }

    private static boolean judge(DecisionTable table, Map<String, @Nullable Object> example, Problems problems) {
        var matching = table.rules().stream()
                .filter(rule -> rule.conditions().stream()
                        .allMatch(condition -> condition.holds(
                                example.get(condition.shape().operand().path()))))
                .toList();
        if (matching.isEmpty()) problems.add(table.sheet(), "%s matches no row".formatted(told(example)));
        else if (matching.size() > 1 && table.policy().kind() == HitPolicy.Kind.UNIQUE)
            problems.add(
                    table.sheet(),
                    "%s matches rows %s, and the hit policy is UNIQUE"
                            .formatted(
                                    told(example),
                                    matching.stream()
                                            .map(rule ->
                                                    String.valueOf(rule.source().row()))
                                            .collect(Collectors.joining(" and "))));
        else return false;
        return true;
    }

    private static void deadRows(DecisionTable table, Problems problems) {
        var last = table.rules().get(table.rules().size() - 1);
        for (var rule : table.rules())
            if (rule.conditions().isEmpty() && rule != last) {
                problems.add(
                        table.sheet(),
                        "row %d matches always, so the rows below it are never reached"
                                .formatted(rule.source().row()));
                return;
            }
    }

    private static Map<Operand, List<@Nullable Object>> samples(DecisionTable table) {
        var conditions = new LinkedHashMap<String, List<Condition>>();
        table.rules().stream().flatMap(rule -> rule.conditions().stream()).forEach(condition -> conditions
                .computeIfAbsent(condition.shape().operand().path(), path -> new ArrayList<>())
                .add(condition));
        var samples = new LinkedHashMap<Operand, List<@Nullable Object>>();
        conditions.values().forEach(asked -> {
            var operand = asked.get(0).shape().operand();
            samples.put(operand, new ArrayList<>(samples(operand, asked)));
        });
        return samples;
    }

    private static Set<@Nullable Object> samples(Operand operand, List<Condition> asked) {
        var samples = new LinkedHashSet<@Nullable Object>();
        if (operand.number()) {
            var thresholds = new TreeSet<Double>();
            for (var condition : asked)
                if (condition.value() instanceof Number number) thresholds.add(number.doubleValue());
            Double before = null;
            for (var threshold : thresholds) {
                samples.add(before == null ? threshold - 1 : (Object) between(operand, before, threshold));
                samples.add(threshold);
                before = threshold;
            }
            samples.add(before == null ? 0.0 : before + 1);
            samples.removeIf(sample -> sample instanceof Double number && impossible(operand, number));
            if (operand.type() == Integer.class || operand.type() == Double.class) samples.add(null);
        } else if (operand.type() == boolean.class) {
            samples.addAll(List.of(true, false));
        } else if (operand.type().isEnum()) {
            samples.addAll(List.of(operand.type().getEnumConstants()));
        } else {
            for (var condition : asked)
                if (condition.value() instanceof Collection<?> values) samples.addAll(values);
                else if (condition.value() != null) samples.add(condition.value());
            if (asked.stream().anyMatch(condition -> condition.shape().operator() == Operator.HAS)) {
                var sets = samples.stream()
                        .<@Nullable Object>map(item -> Set.of(String.valueOf(item)))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                sets.add(Set.of());
                sets.add(samples.stream().map(String::valueOf).collect(Collectors.toSet()));
                return sets;
            }
            var other = "something else";
            while (samples.contains(other)) other += " again";
            samples.add(other);
            if (operand.nullable()) samples.add(null);
        }
        return samples;
    }

    private static double between(Operand operand, double low, double high) {
        var middle = (low + high) / 2;
        return operand.wholeNumber() ? Math.floor(middle) : middle;
    }

    /** Counts and shares are never below 0; a user may be decided on before signing up, and sessions may have grown. */
    private static boolean impossible(Operand operand, double number) {
        var mayBeNegative = Set.of("metrics.tenureDays", "metrics.idleDays", "metrics.sessionsLostToPrevWeek");
        return number < 0 && !mayBeNegative.contains(operand.path());
    }

    private static String told(Map<String, @Nullable Object> example) {
        return example.entrySet().stream()
                .map(entry -> "%s = %s"
                        .formatted(
                                entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1),
                                entry.getValue() == null ? "unknown" : new Cell(0, 0, entry.getValue()).text()))
                .collect(Collectors.joining(", "));
    }
}
