package io.segue.rules;

import io.segue.tables.Cell;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that in a UNIQUE table exactly one row matches whatever the values are, and in a FIRST table at least one; finds rows
 * that can never be taken, and rows that stand there twice. Each row is a box in the space of all values; what is left of the
 * space without the boxes is a gap, what is left of a row without those above it is what it is there for. So a proof costs what
 * its rows cost, not what their columns multiply to.
 *
 * <p>Operands count as independent of each other. Where they are not, a gap may be told that no user can fall into; a row that
 * is told to be unreachable is so in any case.
 */
final class Coverage {
    private static final int MOST_TOLD = 20;

    /** Boxes that are compared before a proof is given up, some tenths of a second. */
    private static final int MOST_STEPS = 4_000_000;

    private final DecisionTable table;
    private final List<Axis> axes;
    private final Map<Rule, Box> boxes = new HashMap<>();
    private final List<Problem> found = new ArrayList<>();
    private int steps;

    private Coverage(DecisionTable table) {
        this.table = table;
        this.axes = Axis.of(table.rules());
        for (var rule : table.rules()) boxes.put(rule, Box.of(rule, axes));
    }

    /** Tells what is wrong; what could not be proved, and does no harm, as a hint. */
    static void check(DecisionTable table, Problems problems, Problems hints) {
        var coverage = new Coverage(table);
        var told = coverage.found;
        coverage.contradictions();
        coverage.duplicates();
        try {
            if (table.policy().kind() == HitPolicy.Kind.UNIQUE) coverage.overlaps();
            if (table.policy().single() && table.complete()) coverage.gaps();
        } catch (TooLarge e) {
            told.add(
                    0,
                    Problem.of(table.sheet(), "is too large to prove that %s".formatted(coverage.claim()))
                            .suggesting(
                                    "Use fewer rows or columns, or the hit policy FIRST with a last row without conditions."));
        }
        try {
            if (table.policy().kind() == HitPolicy.Kind.FIRST) coverage.unreachable();
        } catch (TooLarge e) {
            hints.add(Problem.of(table.sheet(), "is too large to tell which of its rows are never taken"));
        }
        told.stream().limit(MOST_TOLD).forEach(problems::add);
        if (told.size() > MOST_TOLD)
            problems.add(Problem.of(table.sheet(), "and %d more like these".formatted(told.size() - MOST_TOLD)));
    }

    private String claim() {
        return table.policy().kind() == HitPolicy.Kind.UNIQUE
                ? "exactly one row always matches"
                : "some row always matches";
    }

    private void contradictions() {
        for (var rule : table.rules()) {
            if (!box(rule).isEmpty()) continue;
            for (int i = 0; i < axes.size(); i++)
                if (box(rule).sides().get(i).isEmpty()) {
                    found.add(contradiction(rule, axes.get(i)));
                    break;
                }
        }
    }

    private Problem contradiction(Rule rule, Axis axis) {
        var mine = rule.conditions().stream().filter(axis::concerns).toList();
        var name = axis.operand().label();
        var impossible = mine.stream().filter(one -> axis.where(one).isEmpty()).findFirst();
        if (impossible.isPresent() && rule.place() != null) {
            var domain = Domain.of(axis.operand());
            return rule.place()
                    .condition(impossible.get().shape(), "can never hold, for %s is %s".formatted(name, domain.told()))
                    .expecting("a number, " + domain.told())
                    .suggesting(percent(impossible.get(), domain));
        }
        return rule.problem("never matches: it asks %s for %s"
                        .formatted(name, mine.stream().map(Condition::told).collect(Collectors.joining(" and "))))
                .suggesting("Correct one of them, or delete the row.");
    }

    private static @Nullable String percent(Condition condition, Domain domain) {
        return domain.most() == 1
                        && condition.value() instanceof Number number
                        && domain.holds(number.doubleValue() / 100)
                ? "Write %s.".formatted(new Cell(0, 0, number.doubleValue() / 100).text())
                : null;
    }

    /** Rows that match the same; where every row counts, only those that conclude the same too. */
    private void duplicates() {
        var first = new HashMap<List<Object>, Rule>();
        for (var rule : table.rules()) {
            if (box(rule).isEmpty()) continue;
            List<Object> key = new ArrayList<>(box(rule).sides());
            if (!table.policy().single()) key.add(rule.outputs());
            var twin = first.putIfAbsent(key, rule);
            if (twin != null)
                found.add(rule.problem("has the same conditions%s as %s"
                                .formatted(table.policy().single() ? "" : " and the same result", told(twin)))
                        .suggesting("Delete one of the two."));
        }
    }

    private void overlaps() {
        var rules = table.rules();
        for (int i = 0; i < rules.size(); i++)
            for (int j = 0; j < i; j++) {
                step(1);
                var upper = box(rules.get(j));
                var lower = box(rules.get(i));
                if (upper.isEmpty() || lower.isEmpty() || !upper.meets(lower) || upper.equals(lower)) continue;
                found.add(rules.get(i)
                        .problem("%s matches this row and %s, and the hit policy is UNIQUE"
                                .formatted(told(upper.and(lower)), told(rules.get(j))))
                        .suggesting("Move a threshold of one of the two."));
            }
    }

    private void gaps() {
        var left = List.of(Box.all(axes));
        for (var rule : table.rules()) left = without(left, box(rule));
        var told = new ArrayList<Box>();
        var examples = new HashSet<String>();
        for (var gap : left) {
            if (told.stream().anyMatch(wider -> wider.covers(gap))) continue;
            // beyond what is told, boxes are counted as they are
            var widest = told.size() < MOST_TOLD ? widened(gap) : gap;
            told.add(widest);
            var example = told.size() <= MOST_TOLD ? told(smallest(widest)) : told(widest);
            if (!examples.add(example)) continue;
            found.add(Problem.of(table.sheet(), "%s matches no row".formatted(example))
                    .suggesting(
                            table.policy().kind() == HitPolicy.Kind.FIRST
                                    ? "Add a last row without conditions."
                                    : "Move a threshold, or add a row for it."));
        }
    }

    /** As much of the space around a gap as no row matches: what it is bounded by then is what matters of it. */
    private Box widened(Box gap) {
        var all = Box.all(axes);
        for (int i = 0; i < axes.size(); i++) {
            var whole = gap.with(i, all.sides().get(i));
            if (free(whole)) {
                gap = whole;
                continue;
            }
            for (int stretch = 0; stretch < axes.get(i).samples().size(); stretch++) {
                if (gap.sides().get(i).get(stretch)) continue;
                var side = (BitSet) gap.sides().get(i).clone();
                side.set(stretch);
                if (free(gap.with(i, side))) gap = gap.with(i, side);
            }
        }
        return gap;
    }

    /** One value of each axis that the gap is bounded on, and as few of those as still match no row. */
    private Box smallest(Box gap) {
        var all = Box.all(axes);
        var example = gap;
        for (int i = 0; i < axes.size(); i++) {
            if (gap.sides().get(i).equals(all.sides().get(i))) continue;
            var first = new BitSet();
            first.set(gap.sides().get(i).nextSetBit(0));
            example = example.with(i, first);
        }
        for (int i = 0; i < axes.size(); i++) {
            var without = example.with(i, all.sides().get(i));
            if (free(without)) example = without;
        }
        return example;
    }

    private boolean free(Box box) {
        step(table.rules().size());
        return table.rules().stream().noneMatch(rule -> box(rule).meets(box));
    }

    private void unreachable() {
        var above = new ArrayList<Rule>();
        for (var rule : table.rules()) {
            var box = box(rule);
            if (box.isEmpty()) continue;
            var left = List.of(box);
            Set<Rule> takers = new LinkedHashSet<>();
            for (var upper : above) {
                step(1);
                if (!box(upper).meets(box)) continue;
                if (box(upper).equals(box)) {
                    // told as a duplicate
                    left = List.of(box);
                    takers.clear();
                    break;
                }
                takers.add(upper);
                left = without(left, box(upper));
                if (left.isEmpty()) break;
            }
            if (left.isEmpty())
                found.add(rule.problem("is never taken, for all that it matches is taken by %s"
                                .formatted(told(new ArrayList<>(takers))))
                        .suggesting("Move it up, or delete it."));
            above.add(rule);
        }
    }

    private List<Box> without(List<Box> boxes, Box taken) {
        var left = new ArrayList<Box>();
        for (var box : boxes) {
            step(1);
            left.addAll(box.without(taken));
        }
        return left;
    }

    private void step(int count) {
        steps += count * (1 + axes.size() / 8);
        if (steps > MOST_STEPS) throw new TooLarge();
    }

    private Box box(Rule rule) {
        var box = boxes.get(rule);
        if (box == null) throw new IllegalStateException(rule.name() + " is no row of this table");
        return box;
    }

    /** The smallest example of a box: one value for each axis that it is bounded on. */
    private String told(Box box) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < axes.size(); i++) {
            var side = box.sides().get(i);
            if (side.cardinality() < axes.get(i).samples().size())
                parts.add(axes.get(i).told(side.nextSetBit(0)));
        }
        return parts.isEmpty() ? "whatever the values are, it" : String.join(", ", parts);
    }

    private static String told(Rule rule) {
        return "row %d (\"%s\")".formatted(rule.source().row(), rule.rowName());
    }

    private static String told(List<Rule> rules) {
        return rules.size() == 1
                ? told(rules.get(0)) + " above it"
                : "the rows %s above it"
                        .formatted(rules.stream()
                                .map(rule -> String.valueOf(rule.source().row()))
                                .collect(Collectors.joining(", ")));
    }

    /** Ends a proof that would take too long. */
    private static final class TooLarge extends RuntimeException {
        TooLarge() {
            super(null, null, false, false);
        }
    }
}
