package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What analysts slip into tables, and what they are told: where it is, what stands there, what is expected; all at once. */
class RefusedTablesTest {
    private static final String FREQUENCY = "engagement.xlsx Frequency!";

    @Test
    void the_problems_of_several_workbooks_are_told_together_and_each_once() {
        var problems = new EditedKnowledge()
                .set("engagement", "Frequency", "B11", "seven")
                .set("engagement", "Tiers", "D12", null)
                .set("churn-risk", "Billing", "D11", "200%")
                .set("features", "Features", "C3", "maybe")
                .set("contact-policy", "Contact policy", "E2", 101)
                .cell("firmographics", "Role", "A3", cell -> formula(cell, "1+1"))
                .remove("decision-tables/product.xlsx")
                .put("rules/memberships/power-users.drl", "package memberships rule x when")
                .problems();

        assertThat(problems)
                .contains(
                        "engagement.xlsx Frequency!B11: \"seven\" can't be read as a number; expected a whole number. Write 7.",
                        "engagement.xlsx Tiers!D12: is blank; a value is needed; expected text of at most 60 characters",
                        "churn-risk.xlsx Billing!D11: \"200%\" can't be read as a number; expected a whole number. Write 2.",
                        "features.xlsx Features!C3: \"maybe\" is neither yes nor no; expected yes or no",
                        "contact-policy.xlsx Contact policy!E2: \"101\" is out of range; expected a number, 0 to 100",
                        "firmographics.xlsx Role!A3: holds the formula =1+1. Write its value instead.",
                        "product.xlsx: is missing from decision-tables")
                .anyMatch(problem -> problem.startsWith("rules/memberships/power-users.drl line 1: "))
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> wrongNumbers() {
        return Stream.of(
                Arguments.of(
                        "7,5",
                        "\"7,5\" can't be read as a number; expected a whole number. Write one in digits, such as 30."),
                Arguments.of("1,000", "\"1,000\" can't be read as a number; expected a whole number. Write 1000."),
                Arguments.of("007", "\"007\" can't be read as a number; expected a whole number. Write 7."),
                Arguments.of("1e3", "\"1e3\" can't be read as a number; expected a whole number. Write 1000."),
                Arguments.of(
                        "0x10",
                        "\"0x10\" can't be read as a number; expected a whole number. Write one in digits, such as 30."),
                Arguments.of("７", "\"７\" can't be read as a number; expected a whole number. Write 7."),
                Arguments.of("seven", "\"seven\" can't be read as a number; expected a whole number. Write 7."),
                Arguments.of(6.5, "\"6.5\" is not a whole number; expected a whole number"),
                Arguments.of(
                        true,
                        "\"yes\" can't be read as a number; expected a whole number. Write one in digits, such as 30."),
                Arguments.of(1e12, "\"1000000000000\" is further from 0 than 1000000000; expected a whole number"));
    }

    @ParameterizedTest
    @MethodSource("wrongNumbers")
    void what_is_no_number_of_the_column_is_told_with_its_cell(Object value, String detail) {
        assertThat(alone(new EditedKnowledge().set("engagement", "Frequency", "B11", value)))
                .containsExactly(FREQUENCY + "B11: " + detail);
    }

    @Test
    void formulas_errors_and_dates_are_never_guessed_at() {
        var problems = new EditedKnowledge()
                .cell("engagement", "Frequency", "B11", cell -> formula(cell, "SUM(B12:B13)"))
                .cell("engagement", "Frequency", "B12", cell -> cell.setCellErrorValue(FormulaError.DIV0.getCode()))
                .sheet("engagement", "Frequency", sheet -> {
                    var style = sheet.getWorkbook().createCellStyle();
                    style.setDataFormat((short) 14);
                    var cell = EditedKnowledge.emptied(sheet, "B13");
                    cell.setCellValue(LocalDate.of(2026, 6, 30));
                    cell.setCellStyle(style);
                })
                .problems();

        assertThat(problems)
                .contains(
                        FREQUENCY + "B11: holds the formula =SUM(B12:B13). Write its value instead.",
                        FREQUENCY + "B12: holds an error value. Write its value instead.",
                        FREQUENCY + "B13: is a date; no column takes dates. Format the cell as a number or as text.");
    }

    @Test
    void a_formula_that_pretends_to_hold_text_is_a_formula() {
        var problems = new EditedKnowledge()
                .cell("onboarding", "Onboarding path", "D11", cell -> {
                    formula(cell, "WEBSERVICE(\"http://localhost/\")");
                })
                .problems();

        assertThat(problems)
                .contains("onboarding.xlsx Onboarding path!D11: holds the formula =WEBSERVICE(\"http://localhost/\")."
                        + " Write its value instead.");
    }

    static Stream<Arguments> wrongShapes() {
        return Stream.of(
                Arguments.of("a header of an unknown kind", "B7", "COUNTRY", "B7: \"COUNTRY\" is no kind of column"),
                Arguments.of("a header Drools takes by its letter", "D7", "AGE", "D7: \"AGE\" is no kind of column"),
                Arguments.of("a priority", "D7", "Price", "D7: \"Price\" is no kind of column"),
                Arguments.of("a salience", "D7", "PRIORITY", "D7: \"PRIORITY\" is no kind of column"),
                Arguments.of("code in a header", "B9", "eval($param)", "B9: \"eval($param)\" is no condition on"),
                Arguments.of(
                        "a value that the fact has not",
                        "B9",
                        "metrics.sessions9d >= $param",
                        "B9: \"metrics.sessions9d >= $param\" is no condition on Evidence"),
                Arguments.of(
                        "a method",
                        "B9",
                        "metrics.hashCode >= $param",
                        "B9: \"metrics.hashCode >= $param\" is no condition on Evidence"),
                Arguments.of(
                        "an output that the decision has not",
                        "D9",
                        "System.exit($param);",
                        "D9: \"System.exit($param);\" sets nothing that scores.engagement.frequency knows"),
                Arguments.of("a blank name", "A12", null, "A12: is blank; every row needs a name"),
                Arguments.of("a name twice", "A12", "daily", "A12: \"daily\" names row 11 already"),
                Arguments.of("a value beside the table", "F12", "note", "F12: \"note\" stands in no column"),
                Arguments.of("another decision", "B4", "segments.rfm2", "B4: \"segments.rfm2\" is no decision"),
                Arguments.of("another fact", "B8", "String", "B8: \"String\" is no fact"),
                Arguments.of("a second fact", "C8", "Scores", "C8: \"Scores\" is a second fact"),
                Arguments.of("no hit policy", "B5", null, "B5: \"\" is no hit policy"),
                Arguments.of(
                        "a hit policy that makes no sense",
                        "B5",
                        "COLLECT ANY",
                        "B5: \"COLLECT ANY\" is no hit policy"),
                Arguments.of("no word RuleTable", "A6", "Table", "A1: is RuleSet, but no row"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongShapes")
    void a_table_of_another_shape_is_refused(String what, String address, Object value, String told) {
        var problems = alone(new EditedKnowledge().set("engagement", "Frequency", address, value));

        var place = told.startsWith(":") ? "engagement.xlsx Frequency" : FREQUENCY;
        assertThat(problems).anyMatch(problem -> problem.startsWith(place + told));
    }

    @Test
    void a_blank_row_inside_the_data_does_not_end_the_table_in_silence() {
        var problems = new EditedKnowledge()
                .sheet("engagement", "Frequency", sheet -> sheet.shiftRows(12, 14, 1))
                .problems();

        assertThat(problems).containsExactly(FREQUENCY + "A14: follows a blank row. Delete row 13.");
    }

    @Test
    void a_second_table_on_the_sheet_is_refused() {
        var below = new EditedKnowledge()
                .set("engagement", "Frequency", "A17", "RuleTable Second")
                .set("engagement", "Frequency", "A18", "NAME")
                .set("engagement", "Frequency", "B18", "CONDITION");
        var beside = new EditedKnowledge()
                .set("engagement", "Frequency", "F6", "RuleTable Second")
                .set("engagement", "Frequency", "F7", "NAME")
                .set("engagement", "Frequency", "G7", "CONDITION");

        assertThat(below.problems()).contains(FREQUENCY + "A17: follows a blank row. Delete row 16.");
        assertThat(beside.problems()).isNotEmpty().allMatch(problem -> problem.startsWith(FREQUENCY));
    }

    /** The value of a merge stands in its first cell only, so the other rows lost their condition and matched everything. */
    @Test
    void merged_cells_in_the_data_are_refused() {
        var table = new EditedKnowledge()
                .set("onboarding", "Onboarding path", "C12", null)
                .sheet(
                        "onboarding",
                        "Onboarding path",
                        sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("B11:B12")));
        var list = new EditedKnowledge()
                .sheet("features", "Features", sheet -> sheet.addMergedRegion(CellRangeAddress.valueOf("C2:C4")));

        assertThat(table.problems())
                .contains(
                        "onboarding.xlsx Onboarding path!B11:B12: is merged. Write the value into each of its cells.");
        assertThat(list.problems())
                .contains("features.xlsx Features!C2:C4: is merged. Write the value into each of its cells.");
    }

    /** Of two columns that ask the same, only the first had reached the rule compiler. */
    @Test
    void two_columns_that_say_the_same_are_refused() {
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "F7", "CONDITION")
                        .set("onboarding", "Onboarding path", "F9", "traits.roleKey in $param")
                        .set("onboarding", "Onboarding path", "F11", "designer")
                        .problems())
                .containsExactly(
                        "onboarding.xlsx Onboarding path!F9: \"traits.roleKey in $param\" is what column B says already");
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "F7", "ACTION")
                        .set("onboarding", "Onboarding path", "F9", "conclusions.set(\"key\", $param);")
                        .problems())
                .contains(
                        "onboarding.xlsx Onboarding path!F9: \"conclusions.set(\"key\", $param);\" is what column C says already");
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "F7", "NAME")
                        .problems())
                .contains("onboarding.xlsx Onboarding path!F7: \"NAME\" is what column A says already");
    }

    @Test
    void a_gap_and_an_overlap_of_a_unique_table_are_told_by_an_example() {
        assertThat(new EditedKnowledge()
                        .set("engagement", "Frequency", "B11", 8)
                        .problems())
                .containsExactly(
                        "engagement.xlsx Frequency: sessions7d = 7 matches no row. Move a threshold, or add a row for it.");
        assertThat(new EditedKnowledge()
                        .set("engagement", "Frequency", "C12", 8)
                        .problems())
                .containsExactly(
                        "engagement.xlsx Frequency!A12: sessions7d = 7 matches this row and row 11 (\"daily\"), and the hit"
                                + " policy is UNIQUE. Move a threshold of one of the two.");
        assertThat(new EditedKnowledge()
                        .sheet("engagement", "Recency", sheet -> sheet.removeRow(sheet.getRow(15)))
                        .problems())
                .anyMatch(problem ->
                        problem.startsWith("engagement.xlsx Recency: daysSinceLastActive = unknown matches no row"));
        assertThat(new EditedKnowledge()
                        .set("firmographics", "Plan tier", "B12", "free")
                        .problems())
                .anyMatch(problem -> problem.startsWith("firmographics.xlsx Plan tier: plan = TRIAL matches no row"));
    }

    @Test
    void a_first_table_without_a_row_for_everything_else_is_told_what_falls_through() {
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "B14", "student")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("onboarding.xlsx Onboarding path: roleKey = ")
                .endsWith(" matches no row. Add a last row without conditions.");
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "B14", "something else")
                        .problems())
                .hasSize(1);
    }

    /** What the columns multiply to is more than anybody could try out, and tells nothing of how hard the proof is. */
    @Test
    void a_table_with_many_columns_is_proved_too() {
        var knowledge = new EditedKnowledge();
        var metrics = new String[] {
            "sessions7d", "sessionsPrev7d", "sessions28d", "totalSessions", "contentCreated28d", "collaboration30d",
            "invites30d", "membersAdded30d", "community30d", "pricingViews7d", "pricingViews14d", "docsViews14d",
            "comparisons14d", "lockedClicks14d", "salesContacts14d", "quotes14d", "admin14d", "invites14d",
            "shares14d", "tickets7d", "tickets30d"
        };
        knowledge.sheet("onboarding", "Onboarding path", sheet -> {
            for (int i = 0; i < metrics.length; i++) {
                int column = 10 + i;
                sheet.getRow(6).createCell(column).setCellValue("CONDITION");
                sheet.getRow(8).createCell(column).setCellValue("metrics." + metrics[i] + " >= $param");
                for (int row = 10; row < 14; row++)
                    sheet.getRow(row).createCell(column).setCellValue(10.0 * row);
            }
        });

        assertThat(knowledge.problems())
                .contains("onboarding.xlsx Onboarding path: sessions7d = 99 matches no row."
                        + " Add a last row without conditions.")
                .filteredOn(problem -> problem.contains(" = 0"))
                .isEmpty();
    }

    @Test
    void rows_below_one_that_always_matches_are_told() {
        assertThat(new EditedKnowledge()
                        .set("onboarding", "Onboarding path", "B12", null)
                        .problems())
                .containsExactlyInAnyOrder(
                        "onboarding.xlsx Onboarding path!A13: is never taken, for all that it matches is taken by row 12"
                                + " (\"developer\") above it. Move it up, or delete it.",
                        "onboarding.xlsx Onboarding path!A14: has the same conditions as row 12 (\"developer\")."
                                + " Delete one of the two.");
    }

    @Test
    void two_sheets_for_one_decision_are_refused_and_so_is_a_decision_without_any() {
        assertThat(new EditedKnowledge()
                        .put(
                                "decision-tables/copy.xlsx",
                                new EditedKnowledge().content("decision-tables/onboarding.xlsx"))
                        .problems())
                .containsExactly("onboarding.xlsx Onboarding path: decides actions.onboardingPath,"
                        + " as does copy.xlsx Onboarding path");
        assertThat(new EditedKnowledge()
                        .remove("decision-tables/onboarding.xlsx")
                        .problems())
                .containsExactly("decision-tables: nothing decides actions.onboardingPath; a sheet or a rule must");
    }

    @Test
    void a_milestone_that_two_rows_of_a_unique_table_ask_for_together_is_an_overlap() {
        var knowledge = new EditedKnowledge()
                .set("onboarding", "Onboarding path", "B5", "UNIQUE")
                .set("onboarding", "Onboarding path", "B9", "milestones contains $param")
                .set("onboarding", "Onboarding path", "B8", "Evidence")
                .set("onboarding", "Onboarding path", "B14", "d");

        assertThat(knowledge.problems())
                .anyMatch(problem ->
                        problem.startsWith("onboarding.xlsx Onboarding path!A12: milestones has \"designer\","
                                + " milestones has \"developer\" matches this row and row 11"))
                .anyMatch(problem ->
                        problem.contains("milestones lacks \"designer\"") && problem.contains(" matches no row"));
    }

    @Test
    void numbers_are_taken_whatever_their_display_format() {
        var knowledge = new EditedKnowledge()
                .set("firmographics", "Value tier", "B11", 50000)
                .sheet("firmographics", "Value tier", sheet -> format(sheet, "B11", "#,##0"))
                .sheet("firmographics", "Value tier", sheet -> format(sheet, "B12", "0.00E+00"))
                .sheet("churn-risk", "Usage decline", sheet -> format(sheet, "B11", "0%"))
                .sheet("churn-risk", "Usage decline", sheet -> format(sheet, "B12", "# ?/?"))
                .set("engagement", "Frequency", "B11", "7")
                .cell("engagement", "Frequency", "C12", cell -> {
                    cell.setBlank();
                    cell.setCellValue("7");
                });

        assertThat(knowledge.problems()).isEmpty();
    }

    /** What is wrong with the tables of one workbook, without the others being read. */
    private static List<String> alone(EditedKnowledge knowledge) {
        var problems = new Problems();
        KnowledgeCompiler.compile(
                new KnowledgeFiles(knowledge.files().matching("decision-tables/engagement", "")), problems);
        return problems.all().stream().map(Problem::toString).toList();
    }

    private static void formula(org.apache.poi.ss.usermodel.Cell cell, String formula) {
        cell.setBlank();
        cell.setCellValue("a value from before");
        cell.setCellFormula(formula);
    }

    private static void format(org.apache.poi.ss.usermodel.Sheet sheet, String address, String format) {
        var style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        EditedKnowledge.cellOf(sheet, address).setCellStyle(style);
    }
}
