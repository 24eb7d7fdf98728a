package io.segue.tracking;

import static io.segue.journal.EventType.PAGE;
import static io.segue.journal.EventType.SCREEN;
import static io.segue.journal.EventType.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.profiles.Reading;
import io.segue.profiles.Signal;
import io.segue.profiles.Signal.Kind;
import io.segue.tracking.TrackingPlan.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrackingPlanTest {
    private static final TrackingPlan PLAN = new TrackingPlan(
            List.of(
                    new Row(TRACK, "Feature Used", Kind.FEATURE, true, "feature"),
                    new Row(TRACK, "Content Shared", Kind.SHARE, true, "external"),
                    new Row(TRACK, "Member Added", Kind.MEMBER_ADDED, false, null),
                    new Row(TRACK, "Pricing Page Viewed", Kind.PRICING_VIEW, true, null),
                    new Row(PAGE, "Pricing", Kind.PRICING_VIEW, true, null),
                    new Row(TRACK, "Support Ticket Opened", Kind.TICKET, false, "sentiment"),
                    new Row(TRACK, "NPS Submitted", Kind.NPS, false, "score"),
                    new Row(TRACK, "Community Posted", Kind.COMMUNITY, false, "sentiment"),
                    new Row(TRACK, "Milestone Reached", Kind.MILESTONE, false, "milestone"),
                    new Row(TRACK, "Action Dismissed", Kind.ACTION_DISMISSED, false, "action"),
                    new Row(TRACK, "Heartbeat", null, false, null)),
            "v1");

    static Stream<Arguments> readings() {
        return Stream.of(
                reading("Feature Used", "feature", "Tasks ", true, new Signal(Kind.FEATURE, "Tasks ", 0, false)),
                reading(" feature USED\t", "feature", "tasks", true, new Signal(Kind.FEATURE, "tasks", 0, false)),
                reading("Feature Used", "feature", 7, true, new Signal(Kind.FEATURE, "7", 0, false)),
                reading("Feature Used", "feature", 7.0, true, new Signal(Kind.FEATURE, "7", 0, false)),
                reading("Feature Used", "feature", " ", true, null),
                reading("Feature Used", "feature", null, true, null),
                reading("Feature Used", "Feature", "tasks", true, null),
                reading("Feature Used", "feature", true, true, null),
                reading("Feature Used", "feature", List.of("tasks"), true, null),
                reading("Content Shared", "external", true, true, new Signal(Kind.SHARE, "", 0, true)),
                reading("Content Shared", "external", " True ", true, new Signal(Kind.SHARE, "", 0, true)),
                reading("Content Shared", "external", "yes", true, new Signal(Kind.SHARE, "", 0, false)),
                reading("Content Shared", "external", 1, true, new Signal(Kind.SHARE, "", 0, false)),
                reading("Content Shared", "external", null, true, new Signal(Kind.SHARE, "", 0, false)),
                reading("Member Added", "", null, false, new Signal(Kind.MEMBER_ADDED, "", 0, false)),
                reading("Support Ticket Opened", "sentiment", "Negative", false, new Signal(Kind.TICKET, "", 0, true)),
                reading("Support Ticket Opened", "sentiment", 5, false, new Signal(Kind.TICKET, "", 0, false)),
                reading("NPS Submitted", "score", 9, false, new Signal(Kind.NPS, "", 9, false)),
                reading("NPS Submitted", "score", " 9 ", false, new Signal(Kind.NPS, "", 9, false)),
                reading("NPS Submitted", "score", 0, false, new Signal(Kind.NPS, "", 0, false)),
                reading("NPS Submitted", "score", "nine", false, null),
                reading("NPS Submitted", "score", "NaN", false, null),
                reading("NPS Submitted", "score", "9d", false, null),
                reading("NPS Submitted", "score", "0x9", false, null),
                reading("NPS Submitted", "score", "1e999999999", false, null),
                reading("NPS Submitted", "score", true, false, null),
                reading("NPS Submitted", "score", null, false, null),
                reading("Community Posted", "sentiment", "positive", false, new Signal(Kind.COMMUNITY, "", 0, false)),
                reading("Community Posted", "sentiment", null, false, new Signal(Kind.COMMUNITY, "", 0, false)),
                reading("Community Posted", "sentiment", "NEGATIVE", false, null),
                reading(
                        "Milestone Reached",
                        "milestone",
                        "used_template",
                        false,
                        new Signal(Kind.MILESTONE, "used_template", 0, false)),
                reading("Milestone Reached", "milestone", "", false, null),
                reading(
                        "Action Dismissed",
                        "action",
                        "win-back",
                        false,
                        new Signal(Kind.ACTION_DISMISSED, "win-back", 0, false)),
                reading("Action Dismissed", "action", null, false, null),
                reading("Heartbeat", "", null, false, null),
                reading("Pricing", "", null, true, null),
                reading("Anything else", "feature", "tasks", true, null));
    }

    private static Arguments reading(String name, String property, Object value, boolean activity, Signal signal) {
        return Arguments.of(name, property, value, new Reading(activity, signal));
    }

    @ParameterizedTest(name = "{0} with {1} {2}")
    @MethodSource("readings")
    void a_track_call_is_read_by_the_plan(String name, String property, Object value, Reading expected) {
        var properties = new HashMap<String, Object>();
        properties.put(property, value);

        assertThat(PLAN.read(event(TRACK, name, properties))).isEqualTo(expected);
    }

    @Test
    void pages_and_screens_have_names_of_their_own() {
        assertThat(PLAN.read(event(PAGE, "PRICING", Map.of())).signal()).isNotNull();
        assertThat(PLAN.read(event(SCREEN, "Pricing", Map.of()))).isEqualTo(new Reading(true, null));
        assertThat(PLAN.read(event(PAGE, null, Map.of()))).isEqualTo(new Reading(true, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTIFY", "GROUP", "ALIAS"})
    void identify_group_and_alias_are_never_activity(EventType type) {
        assertThat(PLAN.read(event(type, "Feature Used", Map.of("feature", "tasks"))))
                .isEqualTo(new Reading(false, null));
    }

    @Test
    void a_plan_that_contradicts_itself_or_lacks_a_property_is_refused() {
        assertThatThrownBy(() -> new TrackingPlan(
                        List.of(new Row(TRACK, "A", null, true, null), new Row(TRACK, " a", null, false, null)), "v"))
                .hasMessageContaining("'A' and ' a'");
        assertThatThrownBy(() -> new Row(TRACK, "A", Kind.NPS, true, null)).hasMessageContaining("NPS");
        assertThatThrownBy(() -> new Row(EventType.ALIAS, "A", null, true, null))
                .hasMessageContaining("ALIAS");
        assertThatThrownBy(() -> new Row(TRACK, " ", null, true, null)).hasMessageContaining("no name");
    }

    private static Event event(EventType type, String name, Map<String, Object> properties) {
        return new Event("m", type, "u", null, null, null, name, Instant.EPOCH, Instant.EPOCH, properties, Map.of());
    }
}
