package io.segue.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.support.EditedKnowledge;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flags of another knowledge, and settings that stop the start. */
class OfrepSettingsTest {
    @TempDir
    Path directory;

    @Test
    void for_the_control_group_nothing_is_shown_and_the_reason_is_the_split() {
        var knowledge = new EditedKnowledge()
                .set("contact-policy", "Contact policy", "E2", 100)
                .writeTo(directory.resolve("knowledge"));
        try (var segue =
                RunningSegue.in(directory.resolve("data"), "segue.knowledge-dir=" + knowledge.toAbsolutePath())) {
            segue.send(List.of(OfrepTest.identify("ann", 40, "\"plan\":\"free\",\"marketingConsent\":true")));
            var flags = new TreeMap<String, JsonNode>();
            JsonMapper.shared()
                    .readTree(segue.post("/ofrep/v1/evaluate/flags", OfrepTest.asking("ann"))
                            .body())
                    .get("flags")
                    .forEach(flag -> flags.put(flag.get("key").asString(), flag));

            var message = flags.get("upgrade-message");
            assertThat(message.get("value").asString()).isEqualTo("none");
            assertThat(message.get("variant").asString()).isEqualTo("none");
            assertThat(message.get("reason").asString()).isEqualTo("SPLIT");
            assertThat(message.get("metadata").get("ruleId").asString()).contains("control group");
            var next = flags.get("next-best-action");
            assertThat(next.get("value").get("action").asString()).isEqualTo("none");
            assertThat(next.get("value").get("message").asString()).isEmpty();
            assertThat(next.get("reason").asString()).isEqualTo("SPLIT");
            assertThat(flags.get("email-campaign")
                            .get("metadata")
                            .get("allowed")
                            .asBoolean())
                    .isFalse();
            assertThat(flags.get("plan-tier").get("reason").asString()).isEqualTo("TARGETING_MATCH");

            // without traits of its own in the context, what may not be given is passed over
            var asked = segue.post(
                    "/ofrep/v1/evaluate/flags/plan-tier",
                    "{\"context\":{\"targetingKey\":\"ann\",\"plan\":\"enterprise\"}}");
            assertThat(asked.body()).contains("\"value\":\"FREE\"");
        }
    }

    @Test
    void traits_that_are_none_stop_the_start_by_name() {
        assertThatThrownBy(() -> RunningSegue.in(directory, "segue.ofrep.overrides=plan,shoeSize,Role"))
                .rootCause()
                .hasMessageContaining("segue.ofrep.overrides names Role, shoeSize; the traits there are")
                .hasMessageContaining("marketingConsent");
        assertThatThrownBy(() -> new OfrepSettings(List.of(), -1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("streams -1");
    }

    @ParameterizedTest
    @CsvSource({
        "planTier,plan-tier",
        "POWER_USERS,power-users",
        "lifecycle,lifecycle",
        "rfm,rfm",
        "Power users (2),power-users-2",
        "sessions7dMany,sessions7d-many",
        "日本,''",
    })
    void a_key_is_lower_case_letters_digits_and_hyphens(String name, String key) {
        assertThat(Flag.kebab(name)).isEqualTo(key);
    }
}
