package io.segue.publication;

import io.segue.rules.Cases;
import io.segue.tables.Cell;
import io.segue.tables.Nearest;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.Workbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a workbook is not the analyst's to change: which sheets it has and in what order, and on each of them the rows above
 * the data. The text of About is free, and so is which values the cases give.
 */
final class Template {
    private static final Set<String> FREE = Set.of("About", Cases.SHEET);

    /** Holds the values of long drop-down lists in workbooks that come down; nothing reads it. */
    private static final String LISTS = "Lists";

    private Template() {}

    static void compare(Workbook template, Workbook draft, Problems problems) {
        var expected = names(template);
        var found = names(draft);
        sheets(draft, expected, found, problems);
        for (var sheet : template.sheets())
            if (!FREE.contains(sheet.name())) draft.sheet(sheet.name()).ifPresent(same -> rows(sheet, same, problems));
    }

    private static List<String> names(Workbook workbook) {
        return workbook.sheets().stream()
                .map(Sheet::name)
                .filter(name -> !name.equals(LISTS))
                .toList();
    }

    private static void sheets(Workbook draft, List<String> expected, List<String> found, Problems problems) {
        var missing = expected.stream().filter(name -> !found.contains(name)).toList();
        for (var name : found)
            if (!expected.contains(name)) {
                var meant = Nearest.to(name, missing)
                        .or(() -> missing.size() == 1 ? missing.stream().findFirst() : Optional.<String>empty());
                problems.add(new Problem(
                        draft.name(),
                        name,
                        null,
                        null,
                        name,
                        "is no sheet of this workbook",
                        "the sheets " + String.join(", ", expected),
                        meant.map("Name it \"%s\" again."::formatted).orElse("Delete it.")));
            }
        for (var name : missing)
            problems.add(Problem.of(draft.name(), "lacks the sheet \"%s\"".formatted(name))
                    .expecting("the sheets " + String.join(", ", expected))
                    .suggesting("Put it back as it was."));
        var common = found.stream().filter(expected::contains).toList();
        if (!common.equals(expected.stream().filter(found::contains).toList()))
            problems.add(Problem.of(draft.name(), "has its sheets in another order")
                    .finding(String.join(", ", found))
                    .expecting(String.join(", ", expected))
                    .suggesting("Move them back."));
    }

    private static void rows(Sheet template, Sheet draft, Problems problems) {
        int last = template.isRuleTable() ? template.lastHeaderRow() : 1;
        for (int row = 1; row <= last; row++) {
            int width = Math.max(width(template, row), width(draft, row));
            for (int column = 0; column < width; column++) {
                var expected = template.cell(column, row);
                var found = draft.cell(column, row);
                if (!expected.text().strip().equals(found.text().strip()))
                    problems.add(changed(draft, expected, found));
            }
        }
    }

    private static Problem changed(Sheet draft, Cell expected, Cell found) {
        var problem = Problem.at(draft, found, "is not as the template has it")
                .expecting(expected.blank() ? "nothing here" : expected.quoted());
        return problem.suggesting(expected.blank() ? "Delete it." : "Write %s again.".formatted(expected.quoted()));
    }

    private static int width(Sheet sheet, int row) {
        return sheet.rows().stream()
                .filter(known -> known.number() == row)
                .mapToInt(Sheet.Row::width)
                .findFirst()
                .orElse(0);
    }
}
