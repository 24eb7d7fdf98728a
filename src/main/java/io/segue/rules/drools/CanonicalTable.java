package io.segue.rules.drools;

import io.segue.rules.Condition;
import io.segue.rules.Condition.Shape;
import io.segue.rules.DecisionTable;
import io.segue.rules.Rule;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/**
 * A table that has been read, written out again for drools-decisiontables. Conditions are rendered from their operator and a
 * literal of their type; what a row concludes stays out of it, its consequence only gives the row's number. So no text of the
 * analyst's sheet reaches the rule compiler but as an escaped literal. Rows without conditions stay out: they always hold.
 */
final class CanonicalTable {
    private CanonicalTable() {}

    /** The DRL that drools-decisiontables makes of the canonical copy, in a package of its own. */
    static String drl(DecisionTable table, String packageName) {
        return new SpreadsheetCompiler()
                .compile(
                        new ByteArrayInputStream(csv(table, packageName).getBytes(StandardCharsets.UTF_8)),
                        InputType.CSV);
    }

    static String csv(DecisionTable table, String packageName) {
        var shapes = table.rules().stream()
                .flatMap(rule -> rule.conditions().stream())
                .map(Condition::shape)
                .distinct()
                .toList();
        var fact = table.stage().fact().getSimpleName() + "...";
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("RuleSet", packageName));
        lines.add(List.of("Import", "io.segue.facts.*"));
        lines.add(List.of("Variables", "io.segue.rules.Conclusions conclusions"));
        lines.add(List.of("RuleTable"));
        lines.add(row("NAME", each(shapes, shape -> "CONDITION"), "ACTION", "METADATA", "METADATA", "METADATA"));
        lines.add(row("", each(shapes, shape -> fact), "", "", "", ""));
        lines.add(row(
                "",
                each(shapes, Shape::code),
                "conclusions.row($param);",
                "workbook(\"$param\")",
                "sheet(\"$param\")",
                "row($param)"));
        lines.add(row("", each(shapes, shape -> ""), "", "", "", ""));
        for (var rule : table.rules()) {
            if (rule.always()) continue;
            lines.add(row(
                    table.sheet().workbook() + " " + table.sheet().name() + " "
                            + rule.source().row(),
                    each(shapes, shape -> cell(rule, shape)),
                    String.valueOf(rule.number()),
                    table.sheet().workbook(),
                    table.sheet().name(),
                    String.valueOf(rule.source().row())));
        }
        return lines.stream()
                .map(line -> line.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    private static String cell(Rule rule, Shape shape) {
        return rule.conditions().stream()
                .filter(condition -> condition.shape().equals(shape))
                .map(Condition::literal)
                .findFirst()
                .orElse("");
    }

    private static List<String> each(List<Shape> shapes, Function<Shape, String> cell) {
        return shapes.stream().map(cell).toList();
    }

    private static List<String> row(String name, List<String> conditions, String... rest) {
        return Stream.of(List.of(name), conditions, List.of(rest))
                .flatMap(List::stream)
                .toList();
    }
}
