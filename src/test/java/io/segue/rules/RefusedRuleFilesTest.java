package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engineers get wrong in rule files, and what they are told: the file, the line, what is expected. */
class RefusedRuleFilesTest {
    private static final String PATH = "rules/memberships/quiet.drl";

    @Test
    void a_file_that_is_no_drl_is_told_with_its_line() {
        assertThat(
                        with(
                                "package memberships\n\nrule \"memberships/quiet\"\nwhen\n    Scores( engagement < \nthen\nend\n"))
                .isNotEmpty()
                .allMatch(problem -> problem.matches("(?s)rules/memberships/quiet.drl line \\d+: .+"));
        assertThat(with("this is no DRL")).isNotEmpty().allMatch(problem -> problem.startsWith(PATH + " line "));
        assertThat(with("rule")).isNotEmpty().allMatch(problem -> problem.startsWith(PATH));
    }

    @Test
    void a_field_that_the_fact_has_not_is_told_with_file_and_line() {
        assertThat(with(rule("memberships/quiet", "Scores( engagment < 20 )", "memberships", "QUIET")))
                .isNotEmpty()
                .allMatch(problem -> problem.matches("(?s)rules/memberships/quiet.drl line \\d+: .+"))
                .anyMatch(problem -> problem.contains("engagment"));
    }

    @Test
    void a_consequence_that_is_no_java_is_told_with_file_and_line() {
        assertThat(with(rule("memberships/quiet", "Scores( engagement < 20 )", "memberships", "QUIET")
                        .replace("conclusions.rule(", "conclusion.rule(")))
                .isNotEmpty()
                .allMatch(problem -> problem.matches("(?s)rules/memberships/quiet.drl line \\d+: .+"));
    }

    @Test
    void a_rule_must_say_what_it_decides_and_what_follows() {
        var rule = rule("memberships/quiet", "Scores( engagement < 20 )", "memberships", "QUIET");

        for (var broken : List.of(
                rule.replaceAll("@decision.*\n", ""),
                rule.replaceAll("@result.*\n", ""),
                rule.replace("@decision(\"memberships\")", "@decision(\"members\")")))
            assertThat(with(broken))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith(
                            PATH + " line 6: the rule \"memberships/quiet\" needs @decision(\"…\") and @result(\"…\")");
    }

    @Test
    void a_rule_is_named_for_its_file() {
        assertThat(with(rule("memberships/loud", "Scores( engagement < 20 )", "memberships", "QUIET")))
                .containsExactly(PATH
                        + " line 6: the rule \"memberships/loud\" must be named for its file, \"memberships/quiet\"");
    }

    @Test
    void a_rule_reads_one_fact_and_none_that_is_known_too_late() {
        for (var when : List.of(
                "Scores( engagement < 20 )\n    Evidence()",
                "not Scores( engagement < 20 )",
                "Scores( engagement < 20 ) or Scores( engagement > 90 )",
                "String()",
                "Standing( salesTier == 1 )"))
            assertThat(with(rule("memberships/quiet", when, "memberships", "QUIET")))
                    .as(when)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith(PATH + " line 6: the rule \"memberships/quiet\" must read one fact");
    }

    @Test
    void a_rule_adds_nothing_to_what_one_table_decides() {
        assertThat(with(rule("memberships/quiet", "Scores( engagement < 20 )", "segments.behavior", "QUIET")))
                .containsExactly(PATH + " line 6: segments.behavior is decided by the rows of one table;"
                        + " a rule can't add to it");
        assertThat(with(rule("memberships/quiet", "Scores( engagement < 20 )", "nextBestAction", "call")))
                .containsExactly(
                        PATH + " line 6: nextBestAction is decided by the rows of one table; a rule can't add to it");
    }

    @Test
    void a_rule_in_order_is_taken() {
        assertThat(with(rule("memberships/quiet", "Scores( engagement < 20 )", "memberships", "QUIET")))
                .isEmpty();
    }

    private static List<String> with(String drl) {
        return new EditedKnowledge().put(PATH, drl).problems();
    }

    private static String rule(String name, String when, String decision, String result) {
        return """
                package memberships

                import io.segue.facts.*
                global io.segue.rules.Conclusions conclusions

                rule "%s"
                    @decision("%s")
                    @result("%s")
                when
                    %s
                then
                    conclusions.rule( drools.getRule().getName() );
                end
                """.formatted(name, decision, result, when);
    }
}
