package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Decision.Reason;
import io.segue.rules.Source;
import io.segue.support.EditedKnowledge;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is left out of given facts, and what refused marketing means. */
class DataRightsTest {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");
    private static Playbook playbook;

    @BeforeAll
    static void compile() {
        playbook = new EditedKnowledge()
                .prohibit("country", "techStack", "metrics.actionsPerSession28d", "account.members", "religion")
                .sheet("firmographics", "Region", sheet -> {
                    for (int row = sheet.getLastRowNum(); row > 0; row--) sheet.removeRow(sheet.getRow(row));
                })
                .playbook();
    }

    @AfterAll
    static void retire() {
        playbook.knowledge().retire();
    }

    private static Decision decide(Map<String, Object> facts) {
        var request = new HashMap<>(facts);
        request.put("userId", "ann");
        return Reasoner.decide(Evaluation.read(request, AS_OF), playbook);
    }

    private static List<Reason> why(Decision decision, String about) {
        return decision.why().stream()
                .filter(reason -> reason.decision().equals(about))
                .toList();
    }

    @Test
    void prohibited_values_are_unknown_to_rules_and_in_the_answer_and_the_first_reason_says_so() {
        var decision = decide(Map.of(
                "traits", Map.of("country", "DE", "role", "developer", "techStack", List.of("fax")),
                "metrics", Map.of("actionsPerSession28d", 7, "sessions7d", 3),
                "account", Map.of("members", 4, "activeUsers28d", 2)));

        assertThat(decision.traits().country()).isNull();
        assertThat(decision.traits().techStack()).isEmpty();
        assertThat(decision.traits().role()).isEqualTo("developer");
        assertThat(decision.metrics().actionsPerSession28d()).isZero();
        assertThat(decision.metrics().sessions7d()).isEqualTo(3);
        assertThat(decision.account().members()).isZero();
        assertThat(decision.account().activeUsers28d()).isEqualTo(2);
        assertThat(decision.segments().region()).isEqualTo("UNKNOWN");
        assertThat(decision.why().get(0))
                .isEqualTo(new Reason(
                        "dataRights.withheld",
                        List.of("account.members", "country", "metrics.actionsPerSession28d", "techStack"),
                        "data-rights/prohibited",
                        new Source("rules/data-rights.yaml", null, 2),
                        Map.of()));
        assertThat(JsonMapper.shared().writeValueAsString(decision)).doesNotContain("\"DE\"", "fax");
    }

    @Test
    void without_such_a_value_there_is_nothing_to_tell() {
        assertThat(why(decide(Map.of("traits", Map.of("role", "developer"))), "dataRights.withheld"))
                .isEmpty();
    }

    @Test
    void facts_with_and_without_a_prohibited_value_are_decided_alike() {
        var with = decide(Map.of("traits", Map.of("country", "DE", "plan", "pro")));
        var without = decide(Map.of("traits", Map.of("plan", "pro")));

        assertThat(with.why().subList(1, with.why().size())).isEqualTo(without.why());
        assertThat(with).usingRecursiveComparison().ignoringFields("why").isEqualTo(without);
    }

    @Test
    void refused_marketing_is_told_beside_what_it_keeps_from_being_sent() {
        var gone = Map.<String, Object>of("tenureDays", 90, "daysSinceLastActive", 60);
        var without = decide(Map.of("metrics", gone));
        var with = decide(Map.of("metrics", gone, "traits", Map.of("marketingConsent", true)));

        assertThat(why(without, "actions.emailCampaign.allowed"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.result()).isEqualTo(false);
                    assertThat(reason.rule()).isEqualTo("data-rights/consent/marketing");
                    assertThat(reason.source()).isEqualTo(new Source("rules/data-rights.yaml", null, 9));
                    assertThat(reason.because()).isEqualTo(Map.of("marketingConsent", false));
                });
        assertThat(without.actions().emailCampaign().allowed()).isFalse();
        assertThat(without.nextBestAction().lost())
                .anyMatch(lost ->
                        lost.action().equals("win-back") && lost.because().equals("no-consent"));
        assertThat(why(with, "actions.emailCampaign.allowed")).isEmpty();
        assertThat(with.actions().emailCampaign().allowed()).isTrue();
        assertThat(with.nextBestAction().action()).isEqualTo("win-back");
    }

    @Test
    void who_refuses_profiling_gets_what_somebody_unknown_gets() {
        var known = Evaluation.read(
                Map.of(
                        "userId", "ann",
                        "traits", Map.of("role", "developer", "plan", "pro", "marketingConsent", true, "country", "DE"),
                        "metrics", Map.of("sessions7d", 9, "tenureDays", 200),
                        "account", Map.of("activeUsers28d", 20),
                        "milestones", List.of("created_first_project")),
                AS_OF);
        var refused = new Situation(
                known.userId(),
                known.asOf(),
                known.metrics(),
                known.traits(),
                known.account(),
                "acme",
                known.milestones(),
                List.of(new Situation.Recommendation("api", "tasks", 2.0)),
                known.contacts(),
                List.of("trait plan is \"gold\", no known plan: counts as free"),
                new Permissions(false, false, List.of("religion")));
        var decision = Reasoner.decide(refused, playbook);
        var unknown = Reasoner.decide(Situation.unknown("ann", AS_OF), playbook);

        assertThat(decision).usingRecursiveComparison().ignoringFields("why").isEqualTo(unknown);
        assertThat(decision.why().get(0))
                .isEqualTo(new Reason(
                        "consent.profiling",
                        false,
                        "data-rights/consent/profiling",
                        new Source("rules/data-rights.yaml", null, 8),
                        Map.of("profilingConsent", false)));
        assertThat(why(decision, "actions.emailCampaign.allowed"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.because()).isEqualTo(Map.of("profilingConsent", false)));
        assertThat(why(decision, "dataRights.withheld"))
                .as("that would tell what the user is")
                .isEmpty();
        assertThat(decision.why().stream()
                        .filter(reason -> !Set.of("consent.profiling", "actions.emailCampaign.allowed")
                                .contains(reason.decision()))
                        .toList())
                .isEqualTo(unknown.why().stream()
                        .filter(reason -> !reason.decision().equals("actions.emailCampaign.allowed"))
                        .toList());
    }

    @Test
    void a_dismissed_action_rests_for_who_refuses_profiling_too() {
        var unknown = Situation.unknown("ann", AS_OF);
        var first = Reasoner.decide(unknown, playbook).nextBestAction().action();
        var refused = new Situation(
                "ann",
                AS_OF,
                unknown.metrics(),
                unknown.traits(),
                unknown.account(),
                null,
                Set.of(),
                List.of(),
                new Dismissed(first),
                List.of(),
                new Permissions(false, "maybe", List.of()));

        var decision = Reasoner.decide(refused, playbook);

        assertThat(decision.nextBestAction().action()).isNotEqualTo(first);
        assertThat(decision.nextBestAction().lost())
                .anyMatch(lost -> lost.action().equals(first) && lost.because().equals("dismissed"));
        assertThat(decision.notices())
                .containsExactly("trait profilingConsent is \"maybe\", not true or false: counts as refused");
    }

    private record Dismissed(String dismissed) implements Situation.Contacts {
        @Override
        public Integer daysSinceDismissed(String action) {
            return action.equals(dismissed) ? 1 : null;
        }

        @Override
        public Integer daysSinceConverted(String action) {
            return null;
        }

        @Override
        public int shown(String action, int days) {
            return 0;
        }
    }
}
