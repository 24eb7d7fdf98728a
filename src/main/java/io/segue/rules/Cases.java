package io.segue.rules;

import io.segue.tables.Cell;
import io.segue.tables.Nearest;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The examples a workbook carries on its sheet {@code Cases}: the columns Case, Sheet, one for each given value, and Expect,
 * which names the row that is taken, or all rows that match where every one counts, separated by semicolons, or none.
 */
public final class Cases {
    /** What the sheet is called. */
    public static final String SHEET = "Cases";

    /** What the column of the rows expected is headed. */
    public static final String EXPECT = "Expect";

    private Cases() {}

    /**
     * One example.
     *
     * @param given  by name of the value
     * @param expect names of rows; empty when none is to match
     * @param cells  where each given value stands
     * @param place  where the example is named
     * @param answer where the rows expected are named
     */
    public record Case(
            String name,
            DecisionTable table,
            Map<String, Object> given,
            Set<String> expect,
            Sheet sheet,
            Map<String, Cell> cells,
            Cell place,
            Cell answer) {}

    /** The cases of a workbook for tables that were read from it; what can't be read is reported and left out. */
    public static List<Case> of(Workbook workbook, List<DecisionTable> tables, Problems problems) {
        var cases = new ArrayList<Case>();
        var own = new LinkedHashMap<String, DecisionTable>();
        for (var table : tables)
            if (table.sheet().workbook().equals(workbook.name()))
                own.put(table.sheet().name(), table);
        workbook.sheet(SHEET)
                .filter(sheet -> !sheet.rows().isEmpty() && !own.isEmpty())
                .ifPresent(sheet -> read(sheet, own, cases, problems));
        return cases;
    }

    private static void read(Sheet sheet, Map<String, DecisionTable> tables, List<Case> cases, Problems problems) {
        sheet.refuseMerged(1, problems);
        sheet.refuseHidden(1, problems);
        var head = sheet.rows().get(0);
        var expect = head.cells().stream()
                .filter(cell -> cell.text().strip().equalsIgnoreCase(EXPECT))
                .findFirst();
        if (expect.isEmpty()) {
            problems.add(Problem.of(sheet, "no column is headed \"%s\"".formatted(EXPECT))
                    .expecting("Case, Sheet, a column for each given value, Expect"));
            return;
        }
        for (var row : sheet.rows().subList(1, sheet.rows().size())) {
            var named = row.at(1);
            var table = tables.get(named.text().strip());
            if (table == null) {
                problems.add(Problem.at(sheet, named, "%s is no table of this workbook".formatted(named.quoted()))
                        .expecting("one of " + String.join(", ", tables.keySet()))
                        .suggesting(Nearest.advice(named.text(), tables.keySet())));
                continue;
            }
            if (row.cells().stream().anyMatch(Cell::unread)) continue;
            var own = new Problems();
            var cells = new LinkedHashMap<String, Cell>();
            for (var header : head.cells())
                if (header.column() > 1 && header.column() != expect.get().column())
                    given(sheet, header, row.at(header.column()), table, cells, own);
            var answer = row.at(expect.get().column());
            var rows = names(answer.text());
            expected(sheet, table, answer, rows, own);
            problems.addAll(own);
            if (!own.isEmpty()) continue;
            var given = new LinkedHashMap<String, Object>();
            cells.forEach((name, cell) -> {
                if (cell.value() != null) given.put(name, cell.value());
            });
            cases.add(new Case(row.at(0).text(), table, given, rows, sheet, cells, row.at(0), answer));
        }
    }

    private static void given(
            Sheet sheet, Cell header, Cell cell, DecisionTable table, Map<String, Cell> cells, Problems problems) {
        var name = header.text().strip();
        if (cell.blank()) return;
        var known = Facts.names(table.stage());
        if (name.isEmpty()) problems.add(sheet, cell, "stands below no header");
        else if (!known.contains(name))
            problems.add(Problem.at(
                            sheet,
                            cell,
                            "gives \"%s\", and %s has no such value"
                                    .formatted(name, table.stage().fact().getSimpleName()))
                    .expecting("one of " + String.join(", ", known))
                    .suggesting(Nearest.to(name, known)
                            .map("Head the column %s."::formatted)
                            .orElse(null)));
        else if (cells.put(name, cell) != null) problems.add(sheet, cell, "gives \"%s\" a second time".formatted(name));
    }

    private static void expected(Sheet sheet, DecisionTable table, Cell answer, Set<String> rows, Problems problems) {
        if (!table.complete()) return;
        var known = table.rules().stream().map(Rule::rowName).toList();
        for (var row : rows)
            if (!known.contains(row))
                problems.add(Problem.at(
                                sheet,
                                answer,
                                "expects the row \"%s\", which %s does not have"
                                        .formatted(row, table.sheet().name()))
                        .expecting("one of " + String.join(", ", known) + ", or none")
                        .suggesting(Nearest.advice(row, known)));
    }

    /** Reports a case whose answer is not the one expected, with the row that answers. */
    public static void check(Case example, Knowledge knowledge, Problems problems) {
        var own = new Problems();
        var found = run(example, knowledge, own);
        problems.addAll(own);
        if (!own.isEmpty() || found.equals(example.expect())) return;
        problems.add(Problem.at(
                        example.sheet(),
                        example.answer(),
                        "the case \"%s\" is answered by %s".formatted(example.name(), told(example.table(), found)))
                .finding(written(found))
                .expecting(written(example.expect()))
                .suggesting("Correct the row, or write %s if that is meant.".formatted(written(found))));
    }

    private static String told(DecisionTable table, Set<String> rows) {
        if (rows.isEmpty()) return "no row";
        return table.rules().stream()
                .filter(rule -> rows.contains(rule.rowName()))
                .map(rule -> "%s!A%d (\"%s\")"
                        .formatted(table.sheet().name(), rule.source().row(), rule.rowName()))
                .collect(Collectors.joining(" and "));
    }

    /** Names of rows as the column Expect holds them. */
    public static String written(Set<String> rows) {
        return rows.isEmpty() ? "none" : String.join("; ", rows);
    }

    /**
     * Runs a case; the names of the rows that answer it, in the order of the sheet. A wrong given value is reported, and answered
     * by no rows.
     */
    public static Set<String> run(Case example, Knowledge knowledge, Problems problems) {
        try {
            return run(example.table(), example.given(), knowledge);
        } catch (Facts.WrongValue e) {
            problems.add(
                    example.sheet(),
                    example.cells().getOrDefault(e.given(), example.place()),
                    String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problems.add(example.sheet(), example.place(), String.valueOf(e.getMessage()));
        }
        return Set.of();
    }

    /**
     * The names of the rows of a table that answer for a fact of those values, in the order of the sheet.
     *
     * @throws IllegalArgumentException when no fact can have them
     */
    public static Set<String> run(DecisionTable table, Map<String, Object> given, Knowledge knowledge) {
        try (var answers = knowledge.begin()) {
            answers.tell(table.stage(), Facts.of(table.stage(), given));
            var fired = answers.all(table.topic());
            var names = new LinkedHashSet<String>();
            for (var rule : table.policy().single() ? fired.subList(0, Math.min(1, fired.size())) : fired)
                if (rule.source().sheet() != null) names.add(rule.rowName());
            return names;
        }
    }

    /** The value of an operand in the fact of a stage that those values make; null when not known. */
    public static @Nullable Object value(Operand operand, Stage stage, Map<String, Object> given) {
        return operand.in(Facts.of(stage, given));
    }

    /** Whether a rule of a file fires on the fact that those values make. */
    public static boolean fires(Rule rule, Map<String, Object> given, Knowledge knowledge) {
        try (var answers = knowledge.begin()) {
            answers.tell(rule.stage(), Facts.of(rule.stage(), given));
            return answers.all(rule.topic()).contains(rule);
        }
    }

    private static Set<String> names(String expect) {
        var names = Arrays.stream(expect.split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        names.remove("none");
        return names;
    }
}
