package io.segue.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Playbooks;
import io.segue.facts.Segments;
import io.segue.rules.Topic;
import io.segue.support.RunningSegue;
import java.lang.reflect.RecordComponent;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flags as clients of OpenFeature ask for them. */
class OfrepTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String NOBODY = "{\"context\":{\"targetingKey\":\"nobody\"}}";

    @TempDir
    static Path data;

    private static RunningSegue segue;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data, "segue.ofrep.overrides=plan,companySize,usageOfLimit,techStack,marketingConsent");
        var messages = new ArrayList<String>();
        messages.add(identify("ada", 40, "\"role\":\"developer\",\"plan\":\"pro\",\"marketingConsent\":true"));
        for (int day = 0; day < 20; day++)
            for (var feature : List.of("tasks", "api", "reports")) messages.add(feature("ada", day, feature));
        messages.add(identify("private", 40, "\"role\":\"developer\",\"plan\":\"pro\",\"profilingConsent\":false"));
        messages.add(feature("private", 0, "tasks"));
        messages.add(identify("merged-old", 30, "\"role\":\"designer\""));
        messages.add(identify("merged-new", 30, "\"plan\":\"enterprise\""));
        messages.add(
                "{\"type\":\"alias\",\"previousId\":\"merged-old\",\"userId\":\"merged-new\",\"timestamp\":\"%s\",\"messageId\":\"alias-1\"}"
                        .formatted(Instant.now().minus(20, ChronoUnit.DAYS)));
        segue.send(messages);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void every_flag_has_the_shape_that_clients_read() {
        for (var user : List.of("ada", "nobody", "merged-old"))
            for (var flag : bulk(user).get("flags")) {
                var what = user + " " + flag;
                assertThat(flag.propertyNames())
                        .as(what)
                        .containsExactly("key", "value", "reason", "variant", "metadata");
                assertThat(flag.get("key").asString()).as(what).matches("[a-z0-9-]+");
                assertThat(flag.get("variant").isString()).as(what).isTrue();
                assertThat(flag.get("reason").asString()).as(what).isIn("TARGETING_MATCH", "DEFAULT", "SPLIT");
                value(flag.get("value"), what);
                var metadata = flag.get("metadata");
                assertThat(metadata.propertyNames())
                        .as(what)
                        .contains("decisionId", "knowledgeVersion", "evaluatedAt", "profileKnown");
                metadata.forEach(entry -> assertThat(entry.isString() || entry.isIntegralNumber() || entry.isBoolean())
                        .as(what)
                        .isTrue());
            }
    }

    private static void value(JsonNode value, String what) {
        if (value.isObject()) value.forEach(part -> value(part, what));
        else
            assertThat(value.isString() || value.isIntegralNumber() || value.isBoolean())
                    .as(what)
                    .isTrue();
    }

    @Test
    void a_flag_says_what_the_decision_says() {
        var flags = byKey(bulk("ada"));
        var any = flags.get("lifecycle").get("metadata");
        var decision =
                segue.decision("ada", Instant.parse(any.get("evaluatedAt").asString()));

        assertThat(any.get("knowledgeVersion"))
                .isEqualTo(decision.get("knowledge").get("version"));
        assertThat(any.get("profileKnown").asBoolean()).isTrue();
        for (var dimension : Segments.class.getRecordComponents()) {
            var flag = flags.get(Flag.kebab(dimension.getName()));
            assertThat(flag.get("value")).isEqualTo(decision.get("segments").get(dimension.getName()));
            assertThat(flag.get("variant")).isEqualTo(flag.get("value"));
        }
        assertThat(flags.get("rfm").get("metadata").get("code"))
                .isEqualTo(decision.get("scores").get("rfm").get("code"));
        for (var score : List.of("engagement", "activation", "expansionReadiness", "churnRisk")) {
            var flag = flags.get("score-" + Flag.kebab(score));
            var expected = decision.get("scores").get(score);
            assertThat(flag.get("value")).isEqualTo(expected.get("value"));
            assertThat(flag.get("value").isIntegralNumber()).isTrue();
            assertThat(flag.get("variant")).isEqualTo(expected.get("tier"));
            if (expected.has("components"))
                expected.get("components").propertyStream().forEach(part -> assertThat(
                                flag.get("metadata").get(part.getKey()))
                        .isEqualTo(part.getValue()));
        }
        var actions = decision.get("actions");
        assertThat(flags.get("onboarding-path").get("value"))
                .isEqualTo(actions.get("onboardingPath").get("key"));
        assertThat(flags.get("upgrade-message").get("value"))
                .isEqualTo(actions.get("upgradeMessage").get("key"));
        assertThat(flags.get("upgrade-message").get("metadata").get("message"))
                .isEqualTo(actions.get("upgradeMessage").get("message"));
        assertThat(flags.get("email-campaign").get("value"))
                .isEqualTo(actions.get("emailCampaign").get("key"));
        assertThat(flags.get("email-campaign").get("metadata").get("allowed").asBoolean())
                .isTrue();
        assertThat(flags.get("sales-tier").get("value"))
                .isEqualTo(actions.get("salesTier").get("tier"));
        var next = flags.get("next-best-action");
        assertThat(next.get("value").propertyNames()).containsExactly("action", "message", "channel", "priority");
        for (var part : List.of("action", "channel", "priority"))
            assertThat(next.get("value").get(part))
                    .isEqualTo(decision.get("nextBestAction").get(part));
        assertThat(next.get("variant")).isEqualTo(next.get("value").get("action"));
    }

    @Test
    void there_is_a_flag_for_each_dimension_and_each_membership_of_the_knowledge() {
        var memberships = segue.bean(Playbooks.class).live().knowledge().rules().stream()
                .filter(rule -> rule.topic().equals(Topic.of("memberships")))
                .map(rule -> rule.text("membership"))
                .distinct()
                .toList();
        var flags = byKey(bulk("ada"));
        var holds = new ArrayList<String>();
        segue.decision("ada", Instant.now()).get("memberships").forEach(name -> holds.add(name.asString()));

        assertThat(flags)
                .containsKeys(Arrays.stream(Segments.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(Flag::kebab)
                        .toArray(String[]::new));
        assertThat(flags).containsKeys("plan-tier", "value-tier", "lifecycle-starter", "in-power-users");
        assertThat(memberships).isNotEmpty();
        for (var name : memberships) {
            var flag = flags.get("in-" + Flag.kebab(name));
            assertThat(flag.get("value").isBoolean()).isTrue();
            assertThat(flag.get("value").asBoolean()).as(name).isEqualTo(holds.contains(name));
            assertThat(flag.get("variant").asString()).isEqualTo(holds.contains(name) ? "in" : "out");
            assertThat(flag.get("metadata").has("ruleId")).isEqualTo(holds.contains(name));
        }
        assertThat(flags.keySet().stream().filter(key -> key.startsWith("in-"))).hasSameSizeAs(memberships);
    }

    @Test
    void a_reason_names_the_row_and_tells_a_match_from_a_fall_back() {
        var flags = byKey(bulk("ada"));
        var why = new TreeMap<String, JsonNode>();
        segue.decision("ada", Instant.now())
                .get("why")
                .forEach(reason -> why.putIfAbsent(reason.get("decision").asString(), reason));

        var tier = flags.get("plan-tier");
        var row = why.get("segments.planTier");
        assertThat(tier.get("reason").asString()).isEqualTo("TARGETING_MATCH");
        assertThat(tier.get("metadata").get("ruleId")).isEqualTo(row.get("rule"));
        assertThat(tier.get("metadata").get("source").asString())
                .isEqualTo("%s %s row %d"
                        .formatted(
                                row.get("source").get("file").asString(),
                                row.get("source").get("sheet").asString(),
                                row.get("source").get("row").asInt()));
        // ada's industry was never told
        assertThat(flags.get("industry").get("reason").asString()).isEqualTo("DEFAULT");
        assertThat(flags.get("role").get("reason").asString()).isEqualTo("TARGETING_MATCH");
        var fallBacks = segue.bean(Playbooks.class).live().knowledge().rules().stream()
                .filter(rule -> rule.always())
                .map(rule -> rule.name())
                .toList();
        flags.values().forEach(flag -> {
            var rule = flag.get("metadata").path("ruleId").asString("");
            if (fallBacks.contains(rule))
                assertThat(flag.get("reason").asString()).as(rule).isEqualTo("DEFAULT");
        });
        flags.values().stream()
                .filter(flag ->
                        flag.get("value").isBoolean() && flag.get("value").asBoolean())
                .forEach(flag -> assertThat(flag.get("reason").asString()).isEqualTo("TARGETING_MATCH"));
    }

    @Test
    void a_user_who_refuses_profiling_gets_what_a_user_never_seen_gets() {
        var flags = byKey(bulk("private"));

        byKey(bulk("nobody")).forEach((key, flag) -> {
            assertThat(flags.get(key).get("value")).as(key).isEqualTo(flag.get("value"));
            assertThat(flags.get(key).get("reason").asString()).as(key).isEqualTo("DEFAULT");
        });
        assertThat(flags.get("lifecycle").get("metadata").get("profileKnown").asBoolean())
                .isTrue();
    }

    @Test
    void a_user_never_seen_gets_defaults() {
        var flags = byKey(bulk("nobody"));

        flags.values().forEach(flag -> {
            assertThat(flag.get("reason").asString()).isEqualTo("DEFAULT");
            assertThat(flag.get("metadata").get("profileKnown").asBoolean()).isFalse();
        });
        assertThat(flags.get("plan-tier").get("value").asString()).isEqualTo("FREE");
        assertThat(flags.keySet()).isEqualTo(byKey(bulk("ada")).keySet());
        assertThat(segue.ask("/v1/users/nobody/decision").statusCode()).isEqualTo(404);
    }

    @Test
    void a_merged_user_gets_the_answers_of_the_other() {
        var old = byKey(bulk("merged-old"));
        var other = byKey(bulk("merged-new"));

        assertThat(old.get("plan-tier").get("value").asString()).isEqualTo("ENTERPRISE");
        old.forEach((key, flag) ->
                assertThat(flag.get("value")).isEqualTo(other.get(key).get("value")));
        assertThat(decoded(old.get("role"))).endsWith(" merged-old");
    }

    @Test
    void the_decision_id_holds_all_it_takes_to_ask_again() {
        var flag = byKey(bulk("ada")).get("lifecycle");
        var parts = decoded(flag).split(" ", 3);

        assertThat(Instant.ofEpochMilli(Long.parseLong(parts[0])))
                .isEqualTo(flag.get("metadata").get("evaluatedAt").asString());
        assertThat(parts[1])
                .isEqualTo(flag.get("metadata").get("knowledgeVersion").asString());
        assertThat(parts[2]).isEqualTo("ada");
    }

    private static String decoded(JsonNode flag) {
        return new String(
                Base64.getUrlDecoder()
                        .decode(flag.get("metadata").get("decisionId").asString()),
                StandardCharsets.UTF_8);
    }

    @Test
    void one_flag_is_answered_as_it_is_among_all() {
        byKey(bulk("ada")).forEach((key, flag) -> {
            var answer = post(FLAGS + "/" + key, "{\"context\":{\"targetingKey\":\"ada\"}}");
            var one = JSON.readTree(answer.body());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            for (var part : List.of("key", "value", "reason", "variant"))
                assertThat(one.get(part)).as(key).isEqualTo(flag.get(part));
            assertThat(one.get("metadata").propertyNames())
                    .containsExactlyElementsOf(flag.get("metadata").propertyNames());
        });
    }

    // entity tags

    @Test
    void the_tag_is_weak_and_stays_while_the_answers_do() {
        var first = post(FLAGS, asking("ada"));
        var second = post(FLAGS, asking("ada"));
        var tag = tag(first);

        assertThat(tag).matches("W/\"[A-Za-z0-9_.-]+\"");
        assertThat(tag(second)).isEqualTo(tag);
        assertThat(tag(post(FLAGS, asking("nobody")))).isNotEqualTo(tag);
        assertThat(tag(post(FLAGS, asking("somebody")))).isNotEqualTo(tag(post(FLAGS, asking("nobody"))));
        assertThat(first.body()).isNotEqualTo(second.body());
    }

    @Test
    void answers_that_the_client_has_are_not_sent_again() throws Exception {
        var tag = tag(post(FLAGS, asking("ada")));

        for (var has : List.of(
                tag, tag.substring(2), "\"other\", " + tag, "W/\"a,b\"," + tag + " , \"c\"", "*", tag + ",garbage")) {
            var answer = send(request(FLAGS, asking("ada")).header("If-None-Match", has));
            assertThat(answer.statusCode()).as(has).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(tag(answer)).isEqualTo(tag);
        }
        var twice =
                request(FLAGS, asking("ada")).header("If-None-Match", "\"x\"").header("If-None-Match", tag);
        assertThat(send(twice).statusCode()).isEqualTo(304);
        for (var has : List.of("\"other\"", "W/\"\"", "garbage", "", tag.toUpperCase(java.util.Locale.ROOT)))
            assertThat(send(request(FLAGS, asking("ada")).header("If-None-Match", has))
                            .statusCode())
                    .as(has)
                    .isEqualTo(200);
    }

    @Test
    void the_tag_changes_with_what_the_user_does() {
        segue.send(List.of(identify("eve", 2, "\"plan\":\"free\"")));
        var before = tag(post(FLAGS, asking("eve")));

        segue.send(List.of(identify("eve", 1, "\"plan\":\"enterprise\"")));

        assertThat(tag(post(FLAGS, asking("eve")))).isNotEqualTo(before);
    }

    @Test
    void what_clients_add_to_the_address_is_passed_over() {
        var tag = tag(post(FLAGS, asking("ada")));
        var answer = post(FLAGS + "?flagConfigEtag=W%2F%22x%22&flagConfigLastModified=1771622898", asking("ada"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(tag(answer)).isEqualTo(tag);
    }

    // refusals

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"context\":{}} | TARGETING_KEY_MISSING",
                "{} | TARGETING_KEY_MISSING",
                "{\"context\":null} | TARGETING_KEY_MISSING",
                "{\"context\":{\"targetingKey\":null}} | TARGETING_KEY_MISSING",
                "{\"context\":{\"targetingKey\":\"\"}} | TARGETING_KEY_MISSING",
                "{\"context\":{\"targetingKey\":\"  \"}} | TARGETING_KEY_MISSING",
                "{\"context\":{\"targetingKey\":5}} | INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":{}}} | INVALID_CONTEXT",
                "{\"context\":\"u\"} | INVALID_CONTEXT",
                "{\"context\":[]} | INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":\"ada\",\"plan\":\"gold\"}} | INVALID_CONTEXT",
                "[] | PARSE_ERROR",
                "null | PARSE_ERROR",
                "5 | PARSE_ERROR",
                "'' | PARSE_ERROR",
                "{\"context\":{\"targetingKey\":\"ada\"} | PARSE_ERROR",
                "{\"context\":{\"targetingKey\":\"ada\"}} x | PARSE_ERROR",
                "{\"context\":{\"targetingKey\":\"ada\",\"targetingKey\":\"b\"}} | PARSE_ERROR",
                "{\"context\":{\"targetingKey\":\"ada\"},\"context\":{\"targetingKey\":\"ada\"}} | PARSE_ERROR",
                "nonsense | PARSE_ERROR",
            })
    void a_question_that_cannot_be_answered_is_refused_as_clients_expect(String body, String code) {
        var one = post(FLAGS + "/lifecycle", body);
        failure(one, 400, code);
        assertThat(JSON.readTree(one.body()).get("key").asString()).isEqualTo("lifecycle");
        assertThat(JSON.readTree(one.body()).propertyNames()).containsExactly("key", "errorCode", "errorDetails");

        var all = post(FLAGS, body);
        failure(all, 400, code);
        assertThat(JSON.readTree(all.body()).propertyNames()).containsExactly("errorCode", "errorDetails");
    }

    @Test
    void a_body_that_is_no_json_in_utf8_is_refused() throws Exception {
        for (var type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=iso-8859-1",
                "application/json; charset=nonsense",
                "garbage",
                "application/xml"))
            failure(send(untyped(FLAGS, NOBODY).header("Content-Type", type)), 400, "PARSE_ERROR");
        failure(send(request(FLAGS, NOBODY).header("Content-Encoding", "gzip")), 400, "PARSE_ERROR");
        failure(
                send(untyped(FLAGS, BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                        .header("Content-Type", "application/json")),
                400,
                "PARSE_ERROR");
        failure(post(FLAGS, "{\"context\":" + "[".repeat(100_000)), 400, "PARSE_ERROR");
        for (var type : List.of("application/json", "application/json; charset=UTF-8", "application/ofrep+json"))
            assertThat(send(untyped(FLAGS, NOBODY).header("Content-Type", type)).statusCode())
                    .as(type)
                    .isEqualTo(200);
        assertThat(send(untyped(FLAGS, NOBODY)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-flag", "Lifecycle", "a/b", "a%2Fb", "a%20b", "%22", "in-", "a;b=c", "%E2%9C%93"})
    void a_flag_that_is_not_there_is_told_so(String key) {
        var answer = post(FLAGS + "/" + key, asking("ada"));

        failure(answer, 404, "FLAG_NOT_FOUND");
        assertThat(JSON.readTree(answer.body()).get("key").asString()).isNotEmpty();
    }

    @Test
    void ids_of_any_shape_are_evaluated() {
        for (var id :
                List.of("a/b", "ü日\ud83d\ude80", "\ud800", "a\u0000b", "'; DROP TABLE events; --", "x".repeat(256)))
            assertThat(post(FLAGS, JSON.writeValueAsString(Map.of("context", Map.of("targetingKey", id))))
                            .statusCode())
                    .isEqualTo(200);
        failure(post(FLAGS, asking("x".repeat(257))), 400, "INVALID_CONTEXT");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/ofrep/v1/evaluate/flags,405",
        "PUT,/ofrep/v1/evaluate/flags,405",
        "DELETE,/ofrep/v1/evaluate/flags/lifecycle,405",
        "GET,/ofrep/v1/evaluate/flags/lifecycle,405",
        "POST,/ofrep/v1/events,405",
        "POST,/ofrep/v1/evaluate/flags/,404",
        "POST,/ofrep/v1/evaluate,404",
        "GET,/ofrep/v1/configuration,404",
        "GET,/ofrep/,404",
        "GET,/ofrep/v1/events,401",
    })
    void what_is_not_there_is_a_refusal_that_clients_can_read(String method, String path, int status) throws Exception {
        var answer = send(untyped(path, NOBODY)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(NOBODY)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var body = JSON.readTree(answer.body());
        assertThat(body.get("errorCode").isString()).isTrue();
        assertThat(body.get("errorDetails").asString()).isNotBlank();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        if (status == 405) assertThat(answer.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void no_accept_header_breaks_an_answer() throws Exception {
        for (var accept :
                List.of("text/html", "application/xml;q=0.1", "garbage", "image/*", "*/*", "application/json"))
            for (var path : List.of(FLAGS, FLAGS + "/lifecycle", FLAGS + "/none", "/ofrep/nothing")) {
                var answer = send(request(path, NOBODY).header("Accept", accept));
                assertThat(answer.statusCode()).as(path + accept).isEqualTo(path.contains("no") ? 404 : 200);
                assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
            }
    }

    @Test
    void a_body_that_is_too_large_is_refused_with_an_object() throws Exception {
        var body = "{\"context\":{\"targetingKey\":\"ada\",\"x\":\"" + "x".repeat(1_100_000) + "\"}}";
        for (var publisher : List.of(
                BodyPublishers.ofString(body),
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body.getBytes())))) {
            var answer = send(untyped(FLAGS, publisher).header("Content-Type", "application/json"));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
        }
    }

    @Test
    void without_the_key_nothing_is_evaluated() throws Exception {
        for (var path : List.of(FLAGS, FLAGS + "/lifecycle", "/ofrep/v1/nothing")) {
            var answer = CLIENT.send(
                    HttpRequest.newBuilder(segue.uri(path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(NOBODY))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
        }
    }

    @Test
    void a_request_that_ends_early_gets_no_evaluation() throws Exception {
        try (var socket = new Socket("127.0.0.1", segue.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + FLAGS
                                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                                    + RunningSegue.ADMIN_KEY
                                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    // traits in the context

    @Test
    void traits_that_may_be_given_count_for_this_evaluation_only() {
        var given = byKey(JSON.readTree(post(
                        FLAGS,
                        "{\"context\":{\"targetingKey\":\"ada\",\"plan\":\"Enterprise\",\"companySize\":5000,\"usageOfLimit\":0.5,"
                                + "\"marketingConsent\":false,\"techStack\":[\"java\"],\"role\":\"ceo\",\"other\":{\"x\":[1]}}}")
                .body()));

        assertThat(given.get("plan-tier").get("value").asString()).isEqualTo("ENTERPRISE");
        assertThat(given.get("company-size").get("value").asString()).isEqualTo("ENTERPRISE");
        assertThat(given.get("email-campaign").get("metadata").get("allowed").asBoolean())
                .isFalse();
        var own = byKey(bulk("ada"));
        // not among those that may be given
        assertThat(given.get("role").get("value")).isEqualTo(own.get("role").get("value"));
        assertThat(own.get("plan-tier").get("value").asString()).isEqualTo("PRO");
        assertThat(segue.decision("ada", Instant.now())
                        .get("traits")
                        .get("plan")
                        .asString())
                .isEqualTo("pro");
        var null_ = byKey(JSON.readTree(post(FLAGS, "{\"context\":{\"targetingKey\":\"ada\",\"plan\":null}}")
                .body()));
        assertThat(null_.get("plan-tier").get("value").asString()).isEqualTo("PRO");
    }

    @Test
    void traits_may_be_given_of_a_user_never_seen() {
        var flags = byKey(JSON.readTree(post(FLAGS, "{\"context\":{\"targetingKey\":\"nobody\",\"plan\":\"pro\"}}")
                .body()));

        assertThat(flags.get("plan-tier").get("value").asString()).isEqualTo("PRO");
        assertThat(flags.get("plan-tier").get("reason").asString()).isEqualTo("DEFAULT");
    }

    @Test
    void traits_that_cannot_be_used_are_all_named() {
        var answer = post(
                FLAGS,
                "{\"context\":{\"targetingKey\":\"ada\",\"plan\":\"gold\",\"companySize\":-1,\"usageOfLimit\":2,\"techStack\":[1],"
                        + "\"marketingConsent\":\"yes\"}}");

        failure(answer, 400, "INVALID_CONTEXT");
        assertThat(JSON.readTree(answer.body()).get("errorDetails").asString())
                .contains(
                        "/context/plan \"gold\" is no plan",
                        "/context/companySize is -1; expected 0 or more",
                        "/context/usageOfLimit is 2; expected a share, 0 to 1",
                        "/context/techStack/0 is 1; expected a text",
                        "/context/marketingConsent is \"yes\"; expected true or false");
    }

    @Test
    void given_traits_make_another_tag() {
        var own = tag(post(FLAGS, asking("ada")));
        var given = tag(post(FLAGS, "{\"context\":{\"targetingKey\":\"ada\",\"plan\":\"enterprise\"}}"));
        var ignored = tag(post(FLAGS, "{\"context\":{\"targetingKey\":\"ada\",\"page\":\"/x\"}}"));

        assertThat(given).isNotEqualTo(own);
        assertThat(ignored).isEqualTo(own);
    }

    private static void failure(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        var body = JSON.readTree(answer.body());
        assertThat(body.get("errorCode").asString()).isEqualTo(code);
        assertThat(body.get("errorDetails").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.segue", "org.spring", "tools.jackson", "java.");
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    static String asking(String user) {
        return "{\"context\":{\"targetingKey\":\"" + user + "\"}}";
    }

    private static JsonNode bulk(String user) {
        var answer = post(FLAGS, asking(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static Map<String, JsonNode> byKey(JsonNode bulk) {
        var flags = new TreeMap<String, JsonNode>();
        bulk.get("flags").forEach(flag -> flags.put(flag.get("key").asString(), flag));
        return flags;
    }

    private static HttpResponse<String> post(String path, String body) {
        return segue.post(path, body);
    }

    private static HttpRequest.Builder request(String path, String body) {
        return untyped(path, body).header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder untyped(String path, String body) {
        return untyped(path, BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder untyped(String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(segue.uri(path))
                .header("Authorization", "Bearer " + RunningSegue.ADMIN_KEY)
                .POST(body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    static String identify(String id, int daysAgo, String traits) {
        var time = Instant.now().minus(daysAgo, ChronoUnit.DAYS);
        return "{\"type\":\"identify\",\"userId\":\"%s\",\"timestamp\":\"%s\",\"messageId\":\"%s\",\"traits\":{%s}}"
                .formatted(id, time, "id-" + id + time, traits);
    }

    static String feature(String id, int daysAgo, String feature) {
        var time = Instant.now().minus(daysAgo, ChronoUnit.DAYS);
        return "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"Feature Used\",\"timestamp\":\"%s\",\"messageId\":\"%s\",\"properties\":{\"feature\":\"%s\"}}"
                .formatted(id, time, "tr-" + id + feature + time, feature);
    }
}
