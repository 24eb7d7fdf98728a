package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever reads a prohibited attribute is refused, by whichever road, and named. */
class ProhibitedReadsTest {
    private static final String BECAUSE = ", which rules/data-rights.yaml line 2 prohibits: said so";

    @Test
    void a_row_of_a_table() {
        assertThat(new EditedKnowledge().prohibit("companySize").problems())
                .contains(
                        "firmographics.xlsx Company size!B11: \"firmographics/Company size/enterprise\" reads companySize"
                                + BECAUSE,
                        "firmographics.xlsx Company size!B14: \"firmographics/Company size/solo\" reads companySize"
                                + BECAUSE)
                .as("the last row asks for nothing")
                .noneMatch(problem -> problem.contains("Company size!") && problem.contains("15: "));
        assertThat(new EditedKnowledge().prohibit("metrics.npsLatest").problems())
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("memberships.xlsx ") && problem.endsWith(BECAUSE))
                .anyMatch(problem -> problem.contains(" reads npsLatest,"));
    }

    @Test
    void a_row_that_reads_what_is_derived_from_it() {
        assertThat(new EditedKnowledge().prohibit("ROLE").problems())
                .contains("onboarding.xlsx Onboarding path!B11: \"onboarding/Onboarding path/designer\" reads ROLE by"
                        + " roleKey" + BECAUSE)
                .noneMatch(problem -> problem.contains("Onboarding path!") && problem.contains("14: "));
        assertThat(new EditedKnowledge().prohibit("tenureDays").problems())
                .contains("lifecycle.xlsx Lifecycle!B11: \"lifecycle/Lifecycle/churned\" reads tenureDays by idleDays"
                        + BECAUSE);
        assertThat(new EditedKnowledge().prohibit("activeDays28d").problems())
                .anyMatch(problem -> problem.startsWith("sales-tier.xlsx ")
                        && problem.contains(" reads activeDays28d by account.activeUsers28d,"));
    }

    @Test
    void a_rule_of_a_file() {
        var rule = """
                package memberships

                import io.segue.facts.*
                global io.segue.rules.Conclusions conclusions

                rule "memberships/quiet"
                    @decision("memberships")
                    @result("QUIET")
                when
                    Evidence( traits.techStack contains "fax" )
                then
                    conclusions.rule( drools.getRule().getName() );
                end
                """;

        assertThat(new EditedKnowledge()
                        .prohibit("techStack")
                        .put("rules/memberships/quiet.drl", rule)
                        .problems())
                .containsExactly("rules/memberships/quiet.drl line 6: \"memberships/quiet\" reads techStack" + BECAUSE);
    }

    @Test
    void the_words_that_mean_a_segment() {
        for (var name : new String[] {"country", "traits.Country", "region"})
            assertThat(new EditedKnowledge().prohibit(name).problems())
                    .hasSize(5)
                    .allMatch(problem ->
                            problem.contains(" reads %s,".formatted(name.equals("region") ? "region" : "country")))
                    .zipSatisfy(
                            IntStream.rangeClosed(2, 6)
                                    .mapToObj("firmographics.xlsx Region!A%d: "::formatted)
                                    .toList(),
                            (problem, place) -> assertThat(problem).startsWith(place));
    }

    @Test
    void a_message_that_names_the_next_plan() {
        assertThat(new EditedKnowledge().prohibit("plan").problems())
                .anyMatch(problem ->
                        problem.startsWith("upgrade-message.xlsx ") && problem.contains(" reads plan by {plan},"));
    }

    @Test
    void a_row_of_the_tracking_plan() {
        assertThat(new EditedKnowledge().prohibit("Sentiment").problems())
                .containsExactly(
                        "tracking-plan.xlsx Tracking plan!E20: takes its value from the property \"sentiment\""
                                + BECAUSE,
                        "tracking-plan.xlsx Tracking plan!E28: takes its value from the property \"sentiment\""
                                + BECAUSE);
        assertThat(new EditedKnowledge()
                        .prohibit("religion")
                        .set("tracking-plan", "Tracking plan", "E2", "religion")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("tracking-plan.xlsx Tracking plan!E2: ");
    }

    @Test
    void prohibited_reads_are_told_with_all_other_problems() {
        assertThat(new EditedKnowledge()
                        .prohibit("country", "techStack")
                        .set("engagement", "Frequency", "B11", "seven")
                        .problems())
                .anyMatch(problem -> problem.startsWith("engagement.xlsx Frequency!B11: "))
                .anyMatch(problem -> problem.startsWith("firmographics.xlsx Region!A2: "));
    }

    @Test
    void without_the_rows_that_read_it_the_knowledge_is_taken() {
        var knowledge = new EditedKnowledge()
                .prohibit("country", "religion")
                .sheet("firmographics", "Region", sheet -> {
                    for (int row = sheet.getLastRowNum(); row > 0; row--) sheet.removeRow(sheet.getRow(row));
                });

        assertThat(knowledge.problems()).isEmpty();
    }
}
