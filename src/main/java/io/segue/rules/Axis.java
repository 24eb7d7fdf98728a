package io.segue.rules;

import io.segue.rules.Condition.Operator;
import io.segue.tables.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All values of one operand, cut into stretches between whose values no row of a table tells a difference: a threshold by
 * itself, what lies between two of them, each word that is asked for, everything else. One sample stands for each stretch.
 * A set is cut into one axis for each item that is asked for, with two stretches: it has it, it lacks it.
 *
 * @param item    of a set, what it has or lacks; null for other operands
 * @param samples one for each stretch; null stands for not known
 */
record Axis(Operand operand, @Nullable Object item, List<@Nullable Object> samples) {
    /** The axes of a table, in the order in which its rows ask. */
    static List<Axis> of(List<Rule> rules) {
        var asked = new LinkedHashMap<Operand, List<Condition>>();
        for (var rule : rules)
            for (var condition : rule.conditions())
                asked.computeIfAbsent(condition.shape().operand(), operand -> new ArrayList<>())
                        .add(condition);
        var axes = new ArrayList<Axis>();
        asked.forEach((operand, conditions) -> {
            if (operand.type() == Set.class) {
                var items = new LinkedHashSet<@Nullable Object>();
                for (var condition : conditions) items.add(condition.value());
                for (var item : items) axes.add(new Axis(operand, item, List.of(true, false)));
            } else axes.add(new Axis(operand, null, samples(operand, conditions)));
        });
        return axes;
    }

    private static List<@Nullable Object> samples(Operand operand, List<Condition> asked) {
        var samples = new ArrayList<@Nullable Object>();
        if (operand.number()) numbers(operand, asked, samples);
        else if (operand.type() == boolean.class) samples.addAll(List.of(true, false));
        else if (operand.type().isEnum()) samples.addAll(List.of(operand.type().getEnumConstants()));
        else {
            var words = new LinkedHashSet<@Nullable Object>();
            for (var condition : asked)
                if (condition.value() instanceof Collection<?> values) words.addAll(values);
                else if (condition.value() != null) words.add(condition.value());
            var other = "something else";
            while (words.contains(other)) other += " again";
            samples.addAll(words);
            samples.add(other);
        }
        if (operand.nullable()) samples.add(null);
        return samples;
    }

    private static void numbers(Operand operand, List<Condition> asked, List<@Nullable Object> samples) {
        var domain = Domain.of(operand);
        var thresholds = new TreeSet<Double>();
        for (var condition : asked)
            if (condition.value() instanceof Number number && domain.holds(number.doubleValue()))
                thresholds.add(number.doubleValue());
        if (thresholds.isEmpty()) {
            samples.add(Math.max(0, domain.least()));
            return;
        }
        Double before = null;
        for (var threshold : thresholds) {
            addBetween(
                    operand, before == null ? below(operand, domain, threshold) : before, threshold, before, samples);
            samples.add(threshold);
            before = threshold;
        }
        double last = thresholds.last();
        if (operand.wholeNumber() || domain.most() == Double.POSITIVE_INFINITY) {
            if (domain.holds(last + 1)) samples.add(last + 1);
        } else if (last < domain.most()) samples.add(domain.most());
    }

    private static double below(Operand operand, Domain domain, double first) {
        return operand.wholeNumber() || domain.least() == Double.NEGATIVE_INFINITY ? first - 1 : domain.least();
    }

    private static void addBetween(
            Operand operand, double low, double high, @Nullable Double before, List<@Nullable Object> samples) {
        if (before == null) {
            if (low < high && Domain.of(operand).holds(low)) samples.add(low);
        } else if (!operand.wholeNumber()) samples.add((low + high) / 2);
        else if (high - low > 1) samples.add(low + 1);
    }

    /** The stretches where a row's conditions on this axis hold, all of them when it has none. */
    BitSet where(Rule rule) {
        var where = new BitSet(samples.size());
        where.set(0, samples.size());
        for (var condition : rule.conditions()) if (concerns(condition)) where.and(where(condition));
        return where;
    }

    /** The stretches where one condition holds. */
    BitSet where(Condition condition) {
        var where = new BitSet(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            var sample = samples.get(i);
            if (condition.shape().operator() == Operator.HAS ? Boolean.TRUE.equals(sample) : condition.holds(sample))
                where.set(i);
        }
        return where;
    }

    boolean concerns(Condition condition) {
        return condition.shape().operand().equals(operand) && (item == null || item.equals(condition.value()));
    }

    /** An example of a stretch, {@code sessions7d = 4.5}. */
    String told(int stretch) {
        var name = operand.path().substring(operand.path().lastIndexOf('.') + 1);
        var sample = samples.get(stretch);
        if (item != null) return "%s %s \"%s\"".formatted(name, Boolean.TRUE.equals(sample) ? "has" : "lacks", item);
        return "%s = %s".formatted(name, sample == null ? "unknown" : new Cell(0, 0, sample).text());
    }
}
