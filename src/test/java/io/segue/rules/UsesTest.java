package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.rules.drools.DrlFile;
import io.segue.support.EditedKnowledge;
import io.segue.tables.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which attributes a rule of a file depends on, however it is written. */
class UsesTest {
    private static final String PATH = "rules/memberships/quiet.drl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Evidence( traits.country == \"DE\" )",
                "Evidence( traits . country == \"DE\" )",
                "Evidence( traits!.country == \"DE\" )",
                "Evidence( traits().country() == \"DE\" )",
                "Evidence( traits.getCountry() == \"DE\" )",
                "Evidence( traits.country.toLowerCase() == \"de\" )",
                "Evidence( this.traits.country == \"DE\" )",
                "Evidence( traits#Traits.country == \"DE\" )",
                "Evidence( traits.( country == \"DE\", plan == Plan.PRO ) )",
                "Evidence( traits != null )",
                "Evidence( traits.toString() contains \"DE\" )",
                "Evidence( toString() contains \"DE\" )",
                "Evidence( this.toString() contains \"DE\" )",
                "Evidence( $who : traits, $who.country == \"DE\" )",
                "Evidence( $c : traits.country, eval($c == \"DE\") )",
                "Scores( engagement > 20 && traits.country in (\"DE\", \"FR\") )",
                "Readiness( activated == true || /* not theirs */ traits.country != null )",
            })
    void a_condition_on_a_country_is_one(String when) {
        assertThat(uses(when, "")).contains("traits.country");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if ($e.traits().country() == null) return;",
                "Traits t = $e.traits(); if (t.country() == null) return;",
                "System.out.println($e);",
                "foreign.look($e);",
                "$e.toString();",
                "if ($e.tra\\u0069ts().c\\u006funtry() == null) return;",
            })
    void a_consequence_that_looks_at_the_country_does(String then) {
        assertThat(uses("$e : Evidence( metrics.sessions7d > 3 )", then)).contains("traits.country");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Evidence( metrics.sessions7d > 3 )",
                "Evidence( milestones contains \"country\" )",
                "Evidence( milestones contains 'traits.country' ) // traits.country",
                "Evidence( traits.plan == Plan.PRO /* traits.country */ )",
                "$e : Evidence( metrics.sessions7d > 3, $e.metrics.sessions28d > 5 )",
                "Readiness( behaviorsThatHold contains \"country\", account.members > 3 )",
            })
    void a_condition_on_something_else_is_none_on_the_country(String when) {
        assertThat(uses(when, "")).isNotEmpty().doesNotContain("traits.country");
    }

    @Test
    void a_derived_figure_is_used_with_what_it_is_derived_from() {
        assertThat(uses("Evidence( traits.roleKey == \"developer\" )", ""))
                .containsExactly("traits.roleKey", "traits.role");
    }

    /** A function would have read what no rule seems to. */
    @Test
    void a_function_is_refused_with_its_line() {
        var file = new EditedKnowledge()
                .put(
                        PATH,
                        drl("Evidence( abroad(this) )", "")
                                .replace(
                                        "rule \"",
                                        "function boolean abroad(Evidence e) {\n    return true;\n}\n\nrule \""));

        assertThat(file.problems())
                .contains(PATH + " line 6: the function abroad hides what rules read. Write its condition into"
                        + " them, or put a figure on a fact.");
    }

    private static List<String> uses(String when, String then) {
        var problems = new Problems();
        var file = DrlFile.read(PATH, drl(when, then), 0, problems);
        assertThat(problems.all()).isEmpty();
        return file.rules().get(0).uses().stream().map(Use::attribute).toList();
    }

    private static String drl(String when, String then) {
        return """
                package memberships

                import io.segue.facts.*
                global io.segue.rules.Conclusions conclusions

                rule "memberships/quiet"
                    @decision("memberships")
                    @result("QUIET")
                when
                    %s
                then
                    %s
                    conclusions.rule( drools.getRule().getName() );
                end
                """.formatted(when, then);
    }
}
