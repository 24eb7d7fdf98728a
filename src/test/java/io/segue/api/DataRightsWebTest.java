package io.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What users allow and what nobody may use, from the events to the answers. */
class DataRightsWebTest {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");
    private static final String KNOWN =
            "\"role\":\"developer\",\"plan\":\"pro\",\"marketingConsent\":true,\"createdAt\":\"2026-01-01T08:00:00Z\"";

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    private static String identify(String id, String time, String traits) {
        return "{\"type\":\"identify\",\"userId\":\"%s\",\"timestamp\":\"%s\",\"traits\":{%s}}"
                .formatted(id, time, traits);
    }

    /** Someone of whom much is known, and who used the product this week. */
    private static List<String> busy(String id, String... more) {
        var messages = new ArrayList<>(List.of(
                identify(id, "2026-06-01T08:00:00Z", KNOWN),
                DoorsTest.track(id, "Feature Used", "2026-06-29T08:00:00Z", "\"feature\":\"tasks\""),
                DoorsTest.track(id, "Pricing Page Viewed", "2026-06-30T08:00:00Z", "\"plan\":\"pro\"")));
        messages.addAll(List.of(more));
        return messages;
    }

    private static JsonNode first(JsonNode decision) {
        return decision.get("why").get(0);
    }

    private static boolean profiled(JsonNode decision) {
        var refused = first(decision).get("decision").asString().equals("consent.profiling");
        assertThat(decision.get("metrics").get("sessions7d").asInt()).isEqualTo(refused ? 0 : 2);
        assertThat(decision.get("traits").get("role").isNull()).isEqualTo(refused);
        assertThat(decision.get("traits").get("plan").asString()).isEqualTo(refused ? "free" : "pro");
        assertThat(decision.get("actions").get("emailCampaign").get("allowed").asBoolean())
                .isEqualTo(!refused);
        return !refused;
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "'\"true\"', true",
        "'\" FALSE \"', false",
        "'\"no\"', false",
        "'\"\"', false",
        "1, false",
        "[], false",
        "null, true",
    })
    void consent_to_profiling_is_read_as_it_is_spelled_and_what_cannot_be_read_is_none(String value, boolean profiled) {
        var id = "said " + value.replace('"', '\'');
        segue.send(busy(id, identify(id, "2026-06-02T08:00:00Z", "\"profilingConsent\":" + value)));

        assertThat(profiled(segue.decision(id, AS_OF))).isEqualTo(profiled);
    }

    @Test
    void silence_is_consent_to_profiling_as_the_checkout_has_it() {
        segue.send(busy("silent"));

        assertThat(profiled(segue.decision("silent", AS_OF))).isTrue();
    }

    @Test
    void a_refusal_is_told_first_with_its_source_and_what_cannot_be_read_in_a_notice() {
        segue.send(busy("refuses", identify("refuses", "2026-06-02T08:00:00Z", "\"profilingConsent\":false")));
        segue.send(busy("mumbles", identify("mumbles", "2026-06-02T08:00:00Z", "\"profilingConsent\":\"maybe\"")));

        var refuses = first(segue.decision("refuses", AS_OF));
        var mumbles = segue.decision("mumbles", AS_OF);

        assertThat(refuses.get("result").asBoolean()).isFalse();
        assertThat(refuses.get("rule").asString()).isEqualTo("data-rights/consent/profiling");
        assertThat(refuses.get("source").get("file").asString()).isEqualTo("rules/data-rights.yaml");
        assertThat(refuses.get("source").get("row").asInt()).isPositive();
        assertThat(refuses.get("because").toString()).isEqualTo("{\"profilingConsent\":false}");
        assertThat(first(mumbles).get("because").toString()).isEqualTo("{\"profilingConsent\":\"maybe\"}");
        assertThat(mumbles.get("notices").get(0).asString())
                .isEqualTo("trait profilingConsent is \"maybe\", not true or false: counts as refused");
    }

    @Test
    void consent_counts_as_of_the_instant_asked_for() {
        segue.send(busy(
                "changes",
                identify("changes", "2026-06-30T09:00:00Z", "\"profilingConsent\":false"),
                identify("changes", "2026-06-30T10:00:00Z", "\"profilingConsent\":null"),
                identify("changes", "2026-06-30T11:00:00Z", "\"profilingConsent\":\"false\"")));

        assertThat(profiled(segue.decision("changes", Instant.parse("2026-06-30T08:59:59Z"))))
                .isTrue();
        assertThat(profiled(segue.decision("changes", Instant.parse("2026-06-30T09:00:00Z"))))
                .isFalse();
        assertThat(profiled(segue.decision("changes", Instant.parse("2026-06-30T10:30:00Z"))))
                .isTrue();
        assertThat(profiled(segue.decision("changes", AS_OF))).isFalse();
    }

    @Test
    void of_merged_users_the_latest_word_counts_for_both() {
        segue.send(busy("merged", identify("merged", "2026-06-02T08:00:00Z", "\"profilingConsent\":true")));
        segue.send(
                List.of(
                        identify("former", "2026-06-03T08:00:00Z", "\"profilingConsent\":false"),
                        "{\"type\":\"alias\",\"previousId\":\"former\",\"userId\":\"merged\",\"timestamp\":\"2026-06-30T10:00:00Z\"}"));

        assertThat(profiled(segue.decision("merged", Instant.parse("2026-06-30T09:00:00Z"))))
                .isTrue();
        assertThat(profiled(segue.decision("merged", AS_OF))).isFalse();
        assertThat(segue.decision("former", AS_OF).get("userId").asString()).isEqualTo("merged");
        assertThat(profiled(segue.decision("former", AS_OF))).isFalse();
    }

    @Test
    void a_prohibited_trait_is_in_no_answer_and_the_answer_says_so() {
        segue.send(busy(
                "devout",
                identify(
                        "devout",
                        "2026-06-02T08:00:00Z",
                        "\"Religion\":\"jedi\",\"name\":\"Dev\",\"health\":\"x-fine\""),
                "{\"type\":\"group\",\"userId\":\"devout\",\"groupId\":\"order\",\"traits\":"
                        + "{\"name\":\"Order\",\"religion\":\"jedi\"},\"timestamp\":\"2026-06-02T08:00:00Z\"}"));

        var decision = segue.decision("devout", AS_OF);

        assertThat(profiled(decision)).isTrue();
        assertThat(first(decision).get("decision").asString()).isEqualTo("dataRights.withheld");
        assertThat(first(decision).get("result").toString()).isEqualTo("[\"health\",\"religion\"]");
        assertThat(first(decision).get("because").isEmpty()).isTrue();
        for (var path : List.of("/v1/users/devout/decision", "/v1/accounts/order", "/v1/users?query=devout"))
            assertThat(segue.ask(path + (path.contains("?") ? "&" : "?") + "asOf=" + AS_OF)
                            .body())
                    .as(path)
                    .doesNotContain("jedi", "x-fine");
    }

    @Test
    void the_same_question_has_the_same_answer_to_the_byte() {
        segue.send(busy("same", identify("same", "2026-06-02T08:00:00Z", "\"profilingConsent\":0,\"gender\":\"f\"")));
        segue.send(busy("other", identify("other", "2026-06-02T08:00:00Z", "\"race\":\"r\",\"gender\":\"f\"")));

        for (var id : List.of("same", "other")) {
            var path = "/v1/users/%s/decision?asOf=%s".formatted(id, AS_OF);
            assertThat(segue.ask(path).body()).isEqualTo(segue.ask(path).body());
        }
    }

    @Test
    void an_account_tells_and_counts_nothing_of_members_who_refuse_profiling() {
        segue.send(busy("m1", group("m1", "club")));
        segue.send(busy(
                "m2",
                group("m2", "club"),
                DoorsTest.track("m2", "Locked Feature Clicked", "2026-06-30T08:10:00Z", "\"feature\":\"api\""),
                DoorsTest.track("m2", "Member Added", "2026-06-30T08:11:00Z", "\"n\":1")));
        var before = segue.get("/v1/accounts/club?asOf=" + AS_OF);
        segue.send(List.of(identify("m2", "2026-06-02T08:00:00Z", "\"profilingConsent\":false")));
        var after = segue.get("/v1/accounts/club?asOf=" + AS_OF);

        assertThat(before.get("salesTier").get("userId").asString()).isEqualTo("m2");
        assertThat(before.get("figures").toString())
                .isEqualTo("{\"activeUsers28d\":2,\"pricingViews7d\":2,\"members\":2}");
        assertThat(before.get("membersNotProfiled").asInt()).isZero();
        assertThat(after.get("salesTier").get("userId").asString()).isEqualTo("m1");
        assertThat(after.get("figures").toString())
                .isEqualTo("{\"activeUsers28d\":1,\"pricingViews7d\":1,\"members\":2}");
        assertThat(after.get("members")).hasSize(1);
        assertThat(after.get("membersNotProfiled").asInt()).isEqualTo(1);
        assertThat(segue.decision("m1", AS_OF)
                        .get("account")
                        .get("activeUsers28d")
                        .asInt())
                .isEqualTo(1);
        assertThat(segue.decision("m2", AS_OF).get("account").has("id")).isFalse();
    }

    @Test
    void an_account_whose_members_all_refuse_has_no_tier() {
        segue.send(busy(
                "alone",
                group("alone", "quiet"),
                identify("alone", "2026-06-02T08:00:00Z", "\"profilingConsent\":false")));

        var account = segue.get("/v1/accounts/quiet?asOf=" + AS_OF);

        assertThat(account.get("salesTier").isNull()).isTrue();
        assertThat(account.get("members")).isEmpty();
        assertThat(account.get("membersNotProfiled").asInt()).isEqualTo(1);
    }

    private static String group(String id, String account) {
        return "{\"type\":\"group\",\"userId\":\"%s\",\"groupId\":\"%s\",\"timestamp\":\"2026-06-02T08:00:00Z\"}"
                .formatted(id, account);
    }

    @Test
    void the_terms_in_force_are_shown() {
        var terms = segue.get("/v1/data-rights");

        assertThat(terms.get("consent").get("profiling").get("trait").asString())
                .isEqualTo("profilingConsent");
        assertThat(terms.get("consent").get("profiling").get("whenAbsent").asString())
                .isEqualTo("allowed");
        assertThat(terms.get("consent").get("marketing").get("whenAbsent").asString())
                .isEqualTo("refused");
        assertThat(terms.get("prohibited"))
                .anyMatch(entry -> entry.get("attribute").asString().equals("religion")
                        && entry.get("because").asString().contains("GDPR")
                        && entry.get("line").asInt() > 0);
    }

    /** A key that facts do not have stays a key that is not known, whatever the list says. */
    @Test
    void given_facts_have_no_such_keys() {
        for (var trait : List.of("profilingConsent", "religion")) {
            var answer = segue.post("/v1/evaluate", "{\"userId\":\"u\",\"traits\":{\"%s\":\"x\"}}".formatted(trait));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JsonMapper.shared()
                            .readTree(answer.body())
                            .get("errors")
                            .get(0)
                            .get("pointer")
                            .asString())
                    .isEqualTo("/traits/" + trait);
        }
    }
}
