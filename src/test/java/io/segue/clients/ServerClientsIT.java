package io.segue.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Libraries of servers against the packaged service: events arrive, and flags are read. */
class ServerClientsIT {
    @TempDir
    static Path directory;

    private static RunningJar segue;

    @BeforeAll
    static void start() throws Exception {
        segue = RunningJar.in(directory, "https://app.example.com");
        segue.send("identify", "{\"userId\":\"ada\",\"traits\":{\"role\":\"developer\",\"plan\":\"pro\"}}");
        segue.send("track", "{\"userId\":\"ada\",\"event\":\"Feature Used\",\"properties\":{\"feature\":\"tasks\"}}");
    }

    @AfterAll
    static void stop() {
        segue.close();
    }

    @Test
    void every_block_of_the_page_has_a_name_and_is_run() throws Exception {
        assertThat(Examples.blocks()).hasSize((int) Examples.fences());
        assertThat(Examples.blocks())
                .containsOnlyKeys(
                        "segment-node.mjs",
                        "rudderstack-node.mjs",
                        "openfeature-node.mjs",
                        "segment-web.mjs",
                        "openfeature-web.mjs",
                        "SendEvents.java",
                        "ReadDecisions.java",
                        "ask.sh");
    }

    @Test
    void segments_library_for_node_brings_events_and_openfeature_reads_decisions() throws Exception {
        Examples.node(segue, "segment-node.mjs");
        var decision = segue.decisionOnce("grace", "featuresUsed30d", 1);
        assertThat(decision.path("traits").path("role").asString()).isEqualTo("developer");

        var printed = Examples.node(segue, "openfeature-node.mjs");

        assertThat(printed)
                .contains("next: "
                        + decision.path("nextBestAction").path("action").asString() + " by ")
                .contains("plan: FREE because of ")
                .contains("engagement: "
                        + decision.path("scores")
                                .path("engagement")
                                .path("value")
                                .asInt());
        assertThat(Examples.java(segue, "ReadDecisions.java"))
                .contains("plan: FREE because of ")
                .contains("engagement: "
                        + decision.path("scores")
                                .path("engagement")
                                .path("value")
                                .asInt());
        assertThat(Examples.shell(segue, "ask.sh"))
                .contains("{\"success\":true}", "\"key\":\"lifecycle\"", "\"profileKnown\":true");
        segue.decisionOnce("grace", "featuresUsed30d", 2);
    }

    @Test
    void rudderstacks_library_for_node_brings_events() throws Exception {
        Examples.node(segue, "rudderstack-node.mjs");

        var decision = segue.decisionOnce("linus", "featuresUsed30d", 1);
        assertThat(decision.path("traits").path("plan").asString()).isEqualTo("pro");
    }

    @Test
    void segments_library_for_java_brings_events() throws Exception {
        Examples.java(segue, "SendEvents.java");

        var decision = segue.decisionOnce("james", "featuresUsed30d", 1);
        assertThat(decision.path("traits").path("plan").asString()).isEqualTo("pro");
    }

    @Test
    void openfeature_for_node_reads_flags_of_every_kind_and_survives_what_cannot_be_read() throws Exception {
        var checked = JsonMapper.shared().readTree(Examples.node(segue, "server-checks.mjs", "ada"));

        everyKind(checked, segue.decision("ada"));
        assertThat(checked.path("unknownFlag").path("value").asBoolean()).isTrue();
        assertThat(checked.path("unknownFlag").path("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
        assertThat(checked.path("wrongType").path("value").asInt()).isEqualTo(-1);
        assertThat(checked.path("wrongType").path("errorCode").asString()).isEqualTo("TYPE_MISMATCH");
        assertThat(checked.path("nobody").path("errorCode").asString()).isEqualTo("TARGETING_KEY_MISSING");
        assertThat(checked.path("neverSeen").path("reason").asString()).isEqualTo("DEFAULT");
        assertThat(checked.path("neverSeen").path("value").asString()).isNotEqualTo("code default");
        assertThat(checked.path("neverSeen")
                        .path("flagMetadata")
                        .path("profileKnown")
                        .asBoolean(true))
                .isFalse();
        assertThat(checked.path("wrongKey").path("value").asString()).isEqualTo("code default");
        assertThat(checked.path("wrongKey").path("reason").asString()).isEqualTo("ERROR");
    }

    /** What an SDK made of flags of every kind, against the decision. */
    static void everyKind(JsonNode checked, JsonNode decision) {
        var next = checked.path("object");
        assertThat(next.path("value").path("action"))
                .isEqualTo(decision.path("nextBestAction").path("action"));
        assertThat(next.path("variant")).isEqualTo(next.path("value").path("action"));
        assertThat(next.path("flagMetadata").path("decisionId").asString()).isNotBlank();
        assertThat(checked.path("text").path("value").asString()).isEqualTo("PRO");
        assertThat(checked.path("text").path("variant").asString()).isEqualTo("PRO");
        assertThat(checked.path("text").path("reason").asString()).isIn("TARGETING_MATCH", "CACHED");
        assertThat(checked.path("text").path("flagMetadata").path("ruleId").asString())
                .isNotBlank();
        assertThat(checked.path("text")
                        .path("flagMetadata")
                        .path("profileKnown")
                        .asBoolean())
                .isTrue();
        assertThat(checked.path("number").path("value"))
                .isEqualTo(decision.path("scores").path("engagement").path("value"));
        assertThat(checked.path("tier").path("value"))
                .isEqualTo(decision.path("actions").path("salesTier").path("tier"));
        assertThat(checked.path("yes").path("value").isBoolean()).isTrue();
        assertThat(checked.path("yes").path("value").asBoolean()).isFalse();
        assertThat(checked.path("yes").path("variant").asString()).isEqualTo("out");
    }

    @Test
    void openfeature_for_java_reads_flags_of_every_kind_and_survives_what_cannot_be_read() throws Exception {
        var flags = client("right", segue.serverKey());
        var ada = new ImmutableContext("ada");
        var decision = segue.decision("ada");

        var next = flags.getObjectDetails("next-best-action", new Value(), ada);
        assertThat(next.getErrorCode()).isNull();
        assertThat(next.getValue().asStructure().getValue("action").asString())
                .isEqualTo(decision.path("nextBestAction").path("action").asString());
        var plan = flags.getStringDetails("plan-tier", "code default", ada);
        assertThat(plan.getValue()).isEqualTo("PRO");
        assertThat(plan.getVariant()).isEqualTo("PRO");
        assertThat(plan.getReason()).isEqualTo("TARGETING_MATCH");
        assertThat(plan.getFlagMetadata().getString("ruleId")).isNotBlank();
        assertThat(plan.getFlagMetadata().getBoolean("profileKnown")).isTrue();
        assertThat(flags.getIntegerDetails("score-engagement", -1, ada).getValue())
                .isEqualTo(
                        decision.path("scores").path("engagement").path("value").asInt());
        assertThat(flags.getBooleanDetails("in-power-users", true, ada).getValue())
                .isFalse();

        var unknown = flags.getBooleanDetails("no-such-flag", true, ada);
        assertThat(unknown.getValue()).isTrue();
        assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        var nobody = flags.getStringDetails("lifecycle", "code default", new ImmutableContext("never seen"));
        assertThat(nobody.getReason()).isEqualTo("DEFAULT");
        assertThat(nobody.getErrorCode()).isNull();
        var refused = client("wrong", "wrong").getStringDetails("lifecycle", "code default", ada);
        assertThat(refused.getValue()).isEqualTo("code default");
        assertThat(refused.getReason()).isEqualTo("ERROR");
        assertThat(refused.getErrorMessage()).doesNotContainIgnoringCase("parse");
    }

    private static Client client(String domain, String key) {
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(
                domain,
                OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                        .baseUrl(segue.url())
                        .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + key)))
                        .build()));
        return api.getClient(domain);
    }
}
