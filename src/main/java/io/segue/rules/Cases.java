package io.segue.rules;

import io.segue.tables.Cell;
import io.segue.tables.Problems;
import io.segue.tables.Sheet;
import io.segue.tables.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examples a workbook carries on its sheet {@code Cases}: the columns Case, Sheet, one for each given value, and Expect,
 * which names the row that is taken, or all rows that match where every one counts, separated by semicolons, or none.
 */
public final class Cases {
    private static final String SHEET = "Cases";

    private Cases() {}

    /**
     * One example.
     *
     * @param place where it stands, for reports
     */
    public record Case(
            String name, DecisionTable table, Map<String, Object> given, Set<String> expect, Sheet sheet, Cell place) {}

    /** The cases of a workbook for tables that were read from it; what can't be read is reported. */
    public static List<Case> of(Workbook workbook, Knowledge knowledge, Problems problems) {
        var cases = new ArrayList<Case>();
        workbook.sheet(SHEET).filter(sheet -> !sheet.rows().isEmpty()).ifPresent(sheet -> {
            var head = sheet.rows().get(0);
            for (var row : sheet.rows().subList(1, sheet.rows().size())) {
                var table = knowledge.tables().stream()
                        .filter(known -> known.sheet().workbook().equals(workbook.name())
                                && known.sheet().name().equals(row.at(1).text().strip()))
                        .findFirst();
                if (table.isEmpty()) {
                    problems.add(
                            sheet,
                            row.at(1),
                            "\"%s\" is no table of this workbook"
                                    .formatted(row.at(1).text()));
                    continue;
                }
                var given = new LinkedHashMap<String, Object>();
                var expect = "";
                for (var header : head.cells()) {
                    var cell = row.at(header.column());
                    if (header.column() < 2 || cell.value() == null) continue;
                    if (header.text().strip().equalsIgnoreCase("Expect")) expect = cell.text();
                    else given.put(header.text().strip(), cell.value());
                }
                cases.add(new Case(row.at(0).text(), table.get(), given, names(expect), sheet, row.at(0)));
            }
        });
        return cases;
    }

    /** Runs a case; the names of the rows that answer it. A wrong given value is reported, and answered by no rows. */
    public static Set<String> run(Case example, Knowledge knowledge, Problems problems) {
        try (var answers = knowledge.begin()) {
            var table = example.table();
            answers.tell(table.stage(), Facts.of(table.stage(), example.given()));
            var fired = answers.all(table.topic());
            var names = new HashSet<String>();
            for (var rule : table.policy().single() ? fired.subList(0, Math.min(1, fired.size())) : fired)
                if (table.rules().contains(rule))
                    names.add(rule.name()
                            .substring(rule.name().indexOf('/', rule.name().indexOf('/') + 1) + 1));
            return names;
        } catch (IllegalArgumentException e) {
            problems.add(example.sheet(), example.place(), String.valueOf(e.getMessage()));
            return Set.of();
        }
    }

    /** Whether a rule of a file fires on the fact that those values make. */
    public static boolean fires(Rule rule, Map<String, Object> given, Knowledge knowledge) {
        try (var answers = knowledge.begin()) {
            answers.tell(rule.stage(), Facts.of(rule.stage(), given));
            return answers.all(rule.topic()).contains(rule);
        }
    }

    private static Set<String> names(String expect) {
        var names = new HashSet<>(Arrays.stream(expect.split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
        names.remove("none");
        return names;
    }
}
