package io.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is kept from being proposed, and the reason given for it. */
class ContactTest {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data.resolve("data"));
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    /** Signed up today and did nothing: complete-onboarding is proposed before all others. */
    private static List<String> newcomer(String id, String... more) {
        var messages = new ArrayList<String>();
        messages.add(DoorsTest.identify(id, "2026-06-30T08:00:00Z", "\"createdAt\":\"2026-06-30T08:00:00Z\""));
        messages.addAll(List.of(more));
        return messages;
    }

    private static String action(String id, String event, String date, int number) {
        return DoorsTest.track(
                id, "Action " + event, date + "T09:0" + number + ":00Z", "\"action\":\"complete-onboarding\"");
    }

    private static Map<String, String> lost(JsonNode decision) {
        var lost = new TreeMap<String, String>();
        decision.get("nextBestAction")
                .get("lost")
                .forEach(one -> lost.put(
                        one.get("action").asString(), one.get("because").asString()));
        return lost;
    }

    private static String next(JsonNode decision) {
        return decision.get("nextBestAction").get("action").asString();
    }

    @Test
    void an_action_rests_for_14_dates_after_it_was_dismissed_and_90_after_it_converted() {
        for (var row : List.of(
                List.of("Dismissed", "2026-06-30", "dismissed"),
                List.of("Dismissed", "2026-06-17", "dismissed"),
                List.of("Dismissed", "2026-06-16", ""),
                List.of("Converted", "2026-06-30", "converted"),
                List.of("Converted", "2026-04-02", "converted"),
                List.of("Converted", "2026-04-01", ""))) {
            var id = row.get(0) + row.get(1);
            segue.send(newcomer(id, action(id, row.get(0), row.get(1), 1)));

            var decision = segue.decision(id, AS_OF);

            if (row.get(2).isEmpty()) assertThat(next(decision)).as(id).isEqualTo("complete-onboarding");
            else assertThat(lost(decision)).as(id).containsEntry("complete-onboarding", row.get(2));
        }
    }

    @Test
    void an_action_rests_when_it_was_shown_three_times_on_seven_dates() {
        segue.send(newcomer("two", action("two", "Shown", "2026-06-24", 1), action("two", "Shown", "2026-06-30", 2)));
        segue.send(newcomer(
                "three",
                action("three", "Shown", "2026-06-24", 1),
                action("three", "Shown", "2026-06-24", 2),
                action("three", "Shown", "2026-06-30", 3)));
        segue.send(newcomer(
                "past",
                action("past", "Shown", "2026-06-23", 1),
                action("past", "Shown", "2026-06-24", 2),
                action("past", "Shown", "2026-06-30", 3)));

        assertThat(next(segue.decision("two", AS_OF))).isEqualTo("complete-onboarding");
        assertThat(lost(segue.decision("three", AS_OF))).containsEntry("complete-onboarding", "shown-enough");
        assertThat(next(segue.decision("past", AS_OF))).isEqualTo("complete-onboarding");
    }

    @Test
    void the_first_reason_is_told_of_several_and_another_action_does_not_rest() {
        segue.send(newcomer(
                "both",
                action("both", "Converted", "2026-06-29", 1),
                action("both", "Dismissed", "2026-06-29", 2),
                action("both", "Shown", "2026-06-29", 3),
                action("both", "Shown", "2026-06-29", 4),
                action("both", "Shown", "2026-06-29", 5)));
        segue.send(newcomer(
                "other",
                DoorsTest.track("other", "Action Dismissed", "2026-06-30T09:00:00Z", "\"action\":\"show-value\"")));

        assertThat(lost(segue.decision("both", AS_OF))).containsEntry("complete-onboarding", "dismissed");
        assertThat(next(segue.decision("other", AS_OF))).isEqualTo("complete-onboarding");
    }

    @Test
    void mail_needs_consent_and_comes_before_what_has_a_lower_priority() {
        for (var consent : List.of("true", "false"))
            segue.send(List.of(
                    DoorsTest.identify("gone-" + consent, "2026-01-01T08:00:00Z", "\"marketingConsent\":" + consent),
                    DoorsTest.track(
                            "gone-" + consent, "Feature Used", "2026-01-02T08:00:00Z", "\"feature\":\"tasks\"")));

        var without = segue.decision("gone-false", AS_OF);
        var with = segue.decision("gone-true", AS_OF);

        assertThat(lost(without)).containsEntry("win-back", "no-consent");
        assertThat(next(without)).isNotEqualTo("win-back");
        assertThat(without.get("actions").get("emailCampaign").get("allowed").asBoolean())
                .isFalse();
        assertThat(next(with)).isEqualTo("win-back");
        assertThat(lost(with))
                .allSatisfy((action, because) -> assertThat(because).isEqualTo("lower-priority"));
    }

    @Test
    void the_channels_of_people_are_exempt() {
        var id = "large";
        segue.send(List.of(
                DoorsTest.identify(id, "2026-01-01T08:00:00Z", "\"plan\":\"pro\",\"arr\":60000"),
                DoorsTest.track(id, "Feature Used", "2026-01-02T08:00:00Z", "\"feature\":\"tasks\""),
                DoorsTest.track(id, "Action Dismissed", "2026-06-30T08:00:00Z", "\"action\":\"success-call\"")));

        assertThat(next(segue.decision(id, AS_OF))).isEqualTo("success-call");
    }

    @Test
    void for_the_control_group_nothing_is_done() {
        var knowledge = new EditedKnowledge()
                .set("contact-policy", "Contact policy", "E2", 100)
                .writeTo(data.resolve("knowledge"));
        try (var control =
                RunningSegue.in(data.resolve("control"), "segue.knowledge-dir=" + knowledge.toAbsolutePath())) {
            control.send(newcomer("ann", action("ann", "Dismissed", "2026-06-30", 1)));
            control.send(List.of(
                    DoorsTest.identify("gone", "2026-01-01T08:00:00Z", "\"marketingConsent\":true,\"plan\":\"pro\"")));

            for (var id : List.of("ann", "gone")) {
                var decision = control.decision(id, AS_OF);

                assertThat(decision.get("nextBestAction").get("control").asBoolean())
                        .isTrue();
                assertThat(next(decision)).isEqualTo("none");
                assertThat(decision.get("actions")
                                .get("emailCampaign")
                                .get("allowed")
                                .asBoolean())
                        .isFalse();
                assertThat(decision.get("actions").get("upgradeMessage").isNull())
                        .isTrue();
                assertThat(lost(decision)).isNotEmpty().allSatisfy((action, because) -> assertThat(because)
                        .isEqualTo("control"));
            }
        }
    }
}
