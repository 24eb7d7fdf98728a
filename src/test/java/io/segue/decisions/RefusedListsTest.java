package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tracking.TrackingPlanSheet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lists beside the rules: what is wrong in them is told with its place, and nothing starts with them. */
class RefusedListsTest {
    @Test
    void a_feature_is_listed_once() {
        assertThat(edited("features", "Features", "A3", "Projects").problems())
                .containsExactly(
                        "features.xlsx Features!A3: \"Projects\" stands in row 2 already. Delete one of the two rows.");
    }

    @Test
    void a_message_asks_only_for_what_is_filled_and_a_fallback_for_nothing() {
        assertThat(edited("upgrade-message", "Upgrade message", "D11", "{foo} for {plan}")
                        .problems())
                .containsExactly("upgrade-message.xlsx Upgrade message!D11: the message asks for {foo},"
                        + " which nothing fills; expected {plan}, {feature} or {product}");
        assertThat(edited("upgrade-message", "Upgrade message", "E11", "Try {plan}")
                        .problems())
                .containsExactly("upgrade-message.xlsx Upgrade message!E11: has a placeholder, and is said when"
                        + " one has no value; expected text without placeholders");
        assertThat(edited("next-best-action", "Candidates", "Q11", null).problems())
                .containsExactly("next-best-action.xlsx Candidates!Q11: is blank, and the message has a placeholder;"
                        + " expected what to say when the placeholder has no value");
    }

    @Test
    void settings_have_one_row() {
        assertThat(edited("product", "Product", "A3", "Second")
                        .set("product", "Product", "B3", "DAILY")
                        .problems())
                .containsExactly(
                        "product.xlsx Product!A3: holds settings; it has one row of them, not 2. Delete row 3.");
        assertThat(edited("product", "Product", "B2", "YEARLY").problems())
                .contains(
                        "product.xlsx Product!B2: \"YEARLY\" is not known here; expected one of DAILY, WEEKLY, MONTHLY");
        assertThat(edited("contact-policy", "Contact policy", "E2", 101).problems())
                .contains(
                        "contact-policy.xlsx Contact policy!E2: \"101\" is out of range; expected a number, 0 to 100");
        assertThat(edited("contact-policy", "Contact policy", "A1", "Rest").problems())
                .anyMatch(problem -> problem.startsWith("contact-policy.xlsx Contact policy!A1:F1: no column is headed"
                        + " \"Rest days after dismissed\""));
    }

    @Test
    void a_sheet_that_was_renamed_is_missed() {
        assertThat(new EditedKnowledge()
                        .workbook("features", book -> book.setSheetName(book.getSheetIndex("Features"), "Sheet1"))
                        .problems())
                .contains("features.xlsx: has no sheet \"Features\"");
    }

    @Test
    void there_is_always_something_that_may_be_proposed() {
        var knowledge = new EditedKnowledge().sheet("next-best-action", "Candidates", sheet -> {
            for (var row : sheet)
                for (var cell : row)
                    if (cell.getColumnIndex() == 12 && cell.toString().equals("none")) {
                        cell.setBlank();
                        cell.setCellValue("wait");
                    }
        });

        assertThat(knowledge.problems())
                .containsExactly(
                        "next-best-action.xlsx Candidates!M26: no row without conditions has the action none; expected one"
                                + " such row, so that something may always be taken. Add a row without conditions"
                                + " whose action is none.");
    }

    /** Which of the two was meant had depended on their order, and nobody was told. */
    @Test
    void a_word_means_one_segment() {
        assertThat(edited("firmographics", "Role", "B3", "developer, designer").problems())
                .containsExactly(
                        "firmographics.xlsx Role!B3: \"designer\" means DESIGNER already. Take it out of row 2 or of row 3.");
        assertThat(edited("firmographics", "Role", "B2", "designer, Developer").problems())
                .containsExactly(
                        "firmographics.xlsx Role!B3: \"developer\" means DESIGNER already. Take it out of row 2 or of row 3.",
                        "firmographics.xlsx Role!A3: \"DEVELOPER\" means DESIGNER already. Take it out of row 2 or of row 3.");
    }

    @Test
    void a_tracking_plan_names_each_event_once_and_the_property_that_a_signal_needs() {
        assertThat(plan(edited("tracking-plan", "Tracking plan", "B3", "feature used")))
                .containsExactly("tracking-plan.xlsx Tracking plan!B3: names the track \"feature used\", as row 2 does."
                        + " Delete one of the two rows.");
        assertThat(plan(edited("tracking-plan", "Tracking plan", "E2", null)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("tracking-plan.xlsx Tracking plan!E2: ");
        assertThat(plan(edited("tracking-plan", "Tracking plan", "A2", "identify")
                        .set("tracking-plan", "Tracking plan", "C3", "MAGIC")
                        .set("tracking-plan", "Tracking plan", "D4", "often")))
                .hasSize(3)
                .anyMatch(
                        told -> told.startsWith("tracking-plan.xlsx Tracking plan!A2: \"identify\" is not known here"))
                .anyMatch(told -> told.startsWith("tracking-plan.xlsx Tracking plan!C3: \"MAGIC\" is not known here"))
                .contains("tracking-plan.xlsx Tracking plan!D4: \"often\" is neither yes nor no; expected yes or no");
        assertThat(plan(new EditedKnowledge().remove("decision-tables/tracking-plan.xlsx")))
                .containsExactly("tracking-plan.xlsx: is missing from decision-tables");
    }

    private static List<String> plan(EditedKnowledge knowledge) {
        var problems = new Problems();
        assertThat(TrackingPlanSheet.read(knowledge.files(), problems)).isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }

    private static EditedKnowledge edited(String workbook, String sheet, String cell, Object value) {
        return new EditedKnowledge().set(workbook, sheet, cell, value);
    }
}
