package io.segue.publication;

import io.segue.rules.Cases;
import io.segue.rules.Condition;
import io.segue.rules.Condition.Operator;
import io.segue.rules.DecisionTable;
import io.segue.rules.Knowledge;
import io.segue.rules.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cases on both sides of every threshold of a workbook, answered by the tables as they are now: one on the line, where all
 * conditions of the row just hold, and for each condition one just off it, where that condition alone does not. Where no user
 * can be made to stand there, the case is left out.
 */
public final class BoundaryCases {
    private static final double STEP = 0.01;

    private final DecisionTable table;
    private final Knowledge knowledge;
    private final Set<Map<String, Object>> made = new LinkedHashSet<>();
    private final List<Example> examples = new ArrayList<>();

    private BoundaryCases(DecisionTable table, Knowledge knowledge) {
        this.table = table;
        this.knowledge = knowledge;
    }

    /**
     * One row of a sheet {@code Cases}.
     *
     * @param name   {@code churned: just off on Days idle}
     * @param sheet  the table that answers it
     * @param given  by name of the value: a Number, a Boolean or text
     * @param expect names of the rows that answer, separated by semicolons, or none
     */
    public record Example(String name, String sheet, Map<String, Object> given, String expect) {}

    /** Those of a workbook, named with {@code .xlsx}, in the order of its sheets and rows. */
    public static List<Example> of(String workbook, Knowledge knowledge) {
        var examples = new ArrayList<Example>();
        for (var table : knowledge.tables())
            if (table.sheet().workbook().equals(workbook))
                examples.addAll(new BoundaryCases(table, knowledge).examples());
        return examples;
    }

    private List<Example> examples() {
        for (var rule : table.rules()) {
            add(rule, "on the line", given(rule, Optional.empty(), false), failed -> failed.isEmpty());
            for (var condition : rule.conditions()) {
                add(
                        rule,
                        "on the line of " + header(rule, condition),
                        given(rule, Optional.of(condition), false),
                        failed -> failed.isEmpty());
                add(
                        rule,
                        "just off on " + header(rule, condition),
                        given(rule, Optional.of(condition), true),
                        failed -> failed.equals(List.of(condition)));
            }
        }
        return examples;
    }

    /** The values that put a user on the line of every condition; of the chosen one on its line, or just off it. */
    private static Optional<Map<String, Object>> given(Rule rule, Optional<Condition> chosen, boolean off) {
        var wanted = new LinkedHashMap<String, Object>();
        var absent = new LinkedHashSet<String>();
        var order = new ArrayList<>(rule.conditions());
        chosen.ifPresent(condition -> {
            order.remove(condition);
            order.add(0, condition);
        });
        for (var condition : order) {
            var path = condition.shape().operand().label();
            if (wanted.containsKey(path) || absent.contains(path)) continue;
            var isOff = off && chosen.filter(condition::equals).isPresent();
            var value = isOff ? off(condition) : on(condition);
            if (value.isEmpty()) absent.add(path);
            else if (value.get() instanceof Number number
                    && !condition.shape().operand().canBe(number.doubleValue())) return Optional.empty();
            else wanted.put(path, value.get());
        }
        var given = new LinkedHashMap<String, Object>();
        wanted.forEach((path, value) -> given.putAll(Given.of(path, value, wanted)));
        return Optional.of(given);
    }

    private void add(
            Rule rule, String which, Optional<Map<String, Object>> wanted, Predicate<List<Condition>> asMeant) {
        if (wanted.isEmpty()) return;
        var given = wanted.get();
        try {
            var failed = new ArrayList<Condition>();
            for (var condition : rule.conditions())
                if (!condition.holds(Cases.value(condition.shape().operand(), table.stage(), given)))
                    failed.add(condition);
            if (!asMeant.test(failed) || !made.add(given)) return;
            examples.add(new Example(
                    rule.rowName() + ": " + which,
                    table.sheet().name(),
                    Map.copyOf(given),
                    Cases.written(Cases.run(table, given, knowledge))));
        } catch (IllegalArgumentException e) {
            // no fact has such values; there is nobody to make an example of
        } catch (IllegalStateException e) {
            // no row answers, which only a table without a proof allows
        }
    }

    /** Empty for what must not be known. */
    private static Optional<Object> on(Condition condition) {
        if (condition.shape().operator() == Operator.MISSING) return Optional.empty();
        return Optional.ofNullable(
                switch (condition.shape().operator()) {
                    case MORE_THAN -> moved(condition.value(), 1);
                    case BELOW -> moved(condition.value(), -1);
                    default -> first(condition.value());
                });
    }

    private static Optional<Object> off(Condition condition) {
        if (condition.shape().operator() == Operator.MISSING) return Optional.of(0);
        var value = first(condition.value());
        return switch (condition.shape().operator()) {
            case AT_LEAST -> Optional.of(moved(value, -1));
            case AT_MOST -> Optional.of(moved(value, 1));
            case MORE_THAN, BELOW -> Optional.of(value);
            case HAS, MISSING -> Optional.empty();
            case IS, ONE_OF -> {
                if (value instanceof Number) yield Optional.of(moved(value, 1));
                yield value instanceof Boolean flag ? Optional.of(!flag) : Given.other(condition);
            }
        };
    }

    private static Object moved(@Nullable Object value, int steps) {
        if (value instanceof Integer whole) return whole + steps;
        if (value instanceof Double number)
            return BigDecimal.valueOf(number)
                    .add(BigDecimal.valueOf(STEP * steps))
                    .doubleValue();
        throw new IllegalStateException(value + " is no threshold");
    }

    private static Object first(@Nullable Object value) {
        if (value instanceof Collection<?> several) return several.iterator().next();
        if (value == null) throw new IllegalStateException("a condition without a value");
        return value;
    }

    /** A column's header up to its first comma: what is compared, without how. */
    private String header(Rule rule, Condition condition) {
        var place = rule.place();
        if (place == null) throw new IllegalStateException(rule.name() + " is no row");
        var cell = place.conditions().get(condition.shape());
        var header = table.sheet()
                .cell(cell == null ? 0 : cell.column(), table.sheet().lastHeaderRow())
                .text();
        return (header + ",").substring(0, (header + ",").indexOf(',')).strip();
    }
}
