package io.segue.rules.drools;

import io.segue.rules.Condition;
import io.segue.rules.DecisionTable;
import io.segue.rules.Rule;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/**
 * A table that has been read, written out again for drools-decisiontables. Conditions are rendered from their operator and a
 * literal of their type; what a row concludes stays out of it, its consequence only gives the row's number. So no text of the
 * analyst's sheet reaches the rule compiler but as an escaped literal.
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
        int most = Math.max(
                1,
                table.rules().stream()
                        .mapToInt(rule -> rule.conditions().size())
                        .max()
                        .orElse(1));
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("RuleSet", packageName));
        lines.add(List.of("Import", "io.segue.facts.*"));
        lines.add(List.of("Variables", "io.segue.rules.Conclusions conclusions"));
        lines.add(List.of("RuleTable"));
        lines.add(row("NAME", "CONDITION", most, "ACTION", "METADATA", "METADATA", "METADATA"));
        lines.add(row("", table.stage().fact().getSimpleName() + "...", most, "", "", "", ""));
        lines.add(row(
                "",
                "$param",
                most,
                "conclusions.row($param);",
                "workbook(\"$param\")",
                "sheet(\"$param\")",
                "row($param)"));
        lines.add(row("", "", most, "", "", "", ""));
        for (var rule : table.rules()) lines.add(row(table, rule, most));
        var csv = new StringBuilder();
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++)
                csv.append(i == 0 ? "" : ",")
                        .append('"')
                        .append(line.get(i).replace("\"", "\"\""))
                        .append('"');
            csv.append('\n');
        }
        return csv.toString();
    }

    private static List<String> row(String name, String condition, int conditions, String... rest) {
        var cells = new ArrayList<String>();
        cells.add(name);
        for (int i = 0; i < conditions; i++) cells.add(condition);
        cells.addAll(List.of(rest));
        return cells;
    }

    private static List<String> row(DecisionTable table, Rule rule, int conditions) {
        var cells = new ArrayList<String>();
        cells.add(table.sheet().workbook() + " " + table.sheet().name() + " "
                + rule.source().row());
        // a row without conditions would lose its pattern; every fact carries metrics, so this one always holds
        var demands = rule.conditions().isEmpty()
                ? List.of("metrics != null")
                : rule.conditions().stream().map(Condition::drl).toList();
        cells.addAll(demands);
        for (int i = demands.size(); i < conditions; i++) cells.add("");
        cells.addAll(List.of(
                String.valueOf(rule.number()),
                table.sheet().workbook(),
                table.sheet().name(),
                String.valueOf(rule.source().row())));
        return cells;
    }
}
