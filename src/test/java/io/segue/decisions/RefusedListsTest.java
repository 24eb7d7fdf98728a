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
                .containsExactly("features.xlsx Features!A3: \"Projects\" stands in row 2 already");
    }

    @Test
    void a_message_asks_only_for_what_is_filled_and_a_fallback_for_nothing() {
        assertThat(edited("upgrade-message", "Upgrade message", "D11", "{foo} for {plan}")
                        .problems())
                .containsExactly("upgrade-message.xlsx Upgrade message row 11: the message asks for {foo},"
                        + " which nothing fills; known are {plan}, {feature} and {product}");
        assertThat(edited("upgrade-message", "Upgrade message", "E11", "Try {plan}")
                        .problems())
                .containsExactly("upgrade-message.xlsx Upgrade message row 11: the fallback has a placeholder;"
                        + " it is said when one has no value");
        assertThat(edited("next-best-action", "Candidates", "Q11", null).problems())
                .containsExactly("next-best-action.xlsx Candidates row 11: the message has a placeholder"
                        + " and needs a fallback");
    }

    @Test
    void settings_have_one_row() {
        assertThat(edited("product", "Product", "A3", "Second")
                        .set("product", "Product", "B3", "DAILY")
                        .problems())
                .containsExactly("product.xlsx Product: holds settings; it has one row of them, not 2");
        assertThat(edited("product", "Product", "B2", "YEARLY").problems())
                .contains("product.xlsx Product!B2: \"YEARLY\" is none of DAILY, WEEKLY, MONTHLY");
        assertThat(edited("contact-policy", "Contact policy", "E2", 101).problems())
                .contains("contact-policy.xlsx Contact policy!E2: \"101\" is out of range, expected 0 to 100");
        assertThat(edited("contact-policy", "Contact policy", "A1", "Rest").problems())
                .contains("contact-policy.xlsx Contact policy: row 1 has no column \"Rest days after dismissed\"");
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
                        "next-best-action.xlsx Candidates: needs a row without conditions whose action is none");
    }

    /** Which of the two was meant had depended on their order, and nobody was told. */
    @Test
    void a_word_means_one_segment() {
        assertThat(edited("firmographics", "Role", "B3", "developer, designer").problems())
                .containsExactly("firmographics.xlsx Role: row 3: \"designer\" means DESIGNER already");
        assertThat(edited("firmographics", "Role", "B2", "designer, Developer").problems())
                .containsExactly(
                        "firmographics.xlsx Role: row 3: \"developer\" means DESIGNER already",
                        "firmographics.xlsx Role: row 3: \"DEVELOPER\" means DESIGNER already");
    }

    @Test
    void a_tracking_plan_names_each_event_once_and_the_property_that_a_signal_needs() {
        assertThat(plan(edited("tracking-plan", "Tracking plan", "B3", "feature used")))
                .containsExactly(
                        "tracking-plan.xlsx Tracking plan: row 3 names the track \"feature used\", as row 2 does");
        assertThat(plan(edited("tracking-plan", "Tracking plan", "E2", null)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("tracking-plan.xlsx Tracking plan: row 2: ");
        assertThat(plan(edited("tracking-plan", "Tracking plan", "A2", "identify")
                        .set("tracking-plan", "Tracking plan", "C3", "MAGIC")
                        .set("tracking-plan", "Tracking plan", "D4", "often")))
                .hasSize(3)
                .anyMatch(told -> told.startsWith("tracking-plan.xlsx Tracking plan!A2: \"identify\" is none of"))
                .anyMatch(told -> told.startsWith("tracking-plan.xlsx Tracking plan!C3: \"MAGIC\" is none of"))
                .contains("tracking-plan.xlsx Tracking plan!D4: \"often\" is neither yes nor no");
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
