package io.segue.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.segue.openapi.Described.Operation;
import io.segue.publication.Analysts;
import io.segue.security.Scope;
import io.segue.support.EditedKnowledge;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API is true: what it shows is taken, and what is answered is as it says. */
class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path COPY = Path.of("src/docs/openapi.json");
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");

    /** Names that programs were made with. One that is missing here is new; one that is changed breaks them. */
    private static final List<String> OPERATIONS = List.of(
            "addDraft",
            "aliasUser",
            "cancelPlannedRelease",
            "cancelRefresh",
            "cancelRehearsal",
            "eraseUser",
            "evaluateFacts",
            "evaluateFlag",
            "evaluateFlags",
            "exportUser",
            "getAccount",
            "getDataRights",
            "getDecision",
            "getDraft",
            "getDraftDiff",
            "getJournal",
            "getKey",
            "getLatestRehearsal",
            "getPlannedRelease",
            "getRefresh",
            "getRehearsal",
            "getSegments",
            "getVersion",
            "getVersionDiff",
            "getWorkbook",
            "groupUser",
            "identifyUser",
            "listAuditEntries",
            "listDrafts",
            "listKeys",
            "listPlannedReleases",
            "listRefreshes",
            "listTables",
            "listUsers",
            "listVersions",
            "makeKey",
            "makeUserToken",
            "publishDrafts",
            "reloadKnowledge",
            "revokeKey",
            "rollBack",
            "rotateKey",
            "sendBatch",
            "startRefresh",
            "startRehearsal",
            "streamFlagEvents",
            "trackEvent",
            "trackPage",
            "trackScreen",
            "verifyMemories",
            "withdrawDraft");

    /** What can't be brought about from outside, and why. */
    private static final Map<String, String> NOT_PROVOKED = Map.of(
            "500", "a fault of the service, which would be mended",
            "503", "a disk that fails; the test of the intake has one",
            "streamFlagEvents 200", "an answer without an end",
            "streamFlagEvents 404", "wants a service without event streams",
            "streamFlagEvents 429", "wants hundreds of open streams",
            "makeKey 409", "two first keys asked for within the same moment",
            "publishDrafts 422", "wants drafts that are sound one by one and not together",
            "reloadKnowledge 409", "two releases within the same moment",
            "reloadKnowledge 422", "wants a directory that is broken; DirectoryTest has one",
            "revokeKey 409", "wants a service without a configured key; FirstKeyTest has one");

    private static final String TABLE = "engagement";
    private static final byte[] WORKBOOK = Analysts.dailyFrom(6);

    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static Http http;
    private static Described described;
    private static Analysts analysts;
    private static String defaults;
    private static String tag;
    private static String draft = "";
    private static String planned = "";
    private static String rehearsed;
    private static String rehearsal;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        http = new Http(segue);
        described = Described.by(http);
        described.operations().stream()
                .filter(Operation::isTracking)
                .forEach(operation -> answer(operation, operation.exampleBody()));
        segue.refresh(AS_OF);
        analysts = new Analysts(segue);
        defaults = analysts.live();
        tag = analysts.tag(TABLE);
        rehearsed = draft();
        var started = http.send("POST", "/v1/drafts/" + rehearsed + "/rehearsal", RunningSegue.ADMIN_KEY, "{}");
        rehearsal = Http.json(started).get("id").asString();
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    /** The copy is there for reviews: a change of the API shows as a change of this file. */
    @Test
    void the_copy_in_the_repository_is_what_is_served() throws Exception {
        var served = described.document().toPrettyString() + "\n";
        if ("write".equals(System.getProperty("segue.docs"))) Files.writeString(COPY, served);

        assertThat(Files.readString(COPY))
                .as("%s is not what is served. If the API is meant to change, write it anew:" + " bin/docs", COPY)
                .isEqualTo(served);
    }

    @Test
    void operations_keep_their_names() {
        assertThat(described.operations().stream().map(Operation::id)).containsExactlyInAnyOrderElementsOf(OPERATIONS);
    }

    @Test
    void what_is_no_part_of_the_api_is_not_described() {
        described.document().get("paths").propertyNames().forEach(path -> assertThat(path)
                .matches("/v1/.*|/ofrep/v1/(evaluate/flags(/\\{key})?|events)")
                .doesNotContain("{call}"));
        assertThat(described.document().get("openapi").asString()).startsWith("3.1");
        assertThat(described.document().get("servers").get(0).get("url").asString())
                .isEqualTo("/");
    }

    /** What Javadoc means for readers of code would be noise here. */
    @Test
    void no_markup_of_the_code_is_left_in_the_words() {
        var words = new ArrayList<String>();
        descriptions(described.document(), words);

        assertThat(words).hasSizeGreaterThan(200).allSatisfy(text -> assertThat(text)
                .isNotBlank()
                .doesNotContain("{@", "<p>", "</", "&lt;", "&gt;", "&amp;", "`null`"));
    }

    private static void descriptions(JsonNode node, List<String> words) {
        if (node instanceof ObjectNode object)
            for (var name : List.of("description", "summary"))
                if (object.path(name).isString()) words.add(object.get(name).asString());
        node.forEach(inside -> descriptions(inside, words));
    }

    /** Other optional texts, such as the query for users, had been described as instants too. */
    @Test
    void only_instants_are_described_as_such() {
        for (var operation : described.operations())
            for (var parameter : operation.says().path("parameters"))
                assertThat(parameter.at("/schema/format").asString("").equals("date-time"))
                        .as("%s of %s", parameter.get("name"), operation)
                        .isEqualTo(parameter.get("name").asString().equals("asOf"));
    }

    /** Each language had been kept as a document of its own. */
    @Test
    void whatever_language_is_asked_for_the_document_is_the_same() {
        var first =
                http.send("GET", "/v3/api-docs", RunningSegue.ADMIN_KEY, null).body();
        for (var language : List.of("de", "fr-CA", "zz-ZZ-x-any", "*", "not a language"))
            assertThat(http.send("GET", "/v3/api-docs", RunningSegue.ADMIN_KEY, null, "Accept-Language", language)
                            .body())
                    .as(language)
                    .isEqualTo(first);
        var yaml = http.send("GET", "/v3/api-docs.yaml", RunningSegue.ADMIN_KEY, null);
        assertThat(yaml.body()).startsWith("openapi: 3.1");
    }

    /** Else the tests below would say nothing. */
    @Test
    void an_answer_with_a_field_more_or_less_or_of_another_type_would_be_noticed() {
        var answer = segue.ask("/v1/users/ada/decision").body();
        var schema = described.schema("Decision");
        assertThat(described.differences(schema, answer)).isEmpty();

        for (var other : List.of(
                answer.replaceFirst("\"userId\":", "\"userName\":"),
                answer.replaceFirst("\"sessions7d\":", "\"sessions8d\":"),
                answer.replaceFirst("\"userId\":\"ada\"", "\"userId\":7"),
                answer.replaceFirst("\"asOf\":\"[^\"]*\"", "\"asOf\":\"today\""),
                answer.replaceFirst("\"tenureDays\":-?\\d+", "\"tenureDays\":null"))) {
            assertThat(other).isNotEqualTo(answer);
            assertThat(described.differences(schema, other)).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_example_is_taken_and_answered_as_described() {
        return described.operations().stream()
                .filter(operation -> !NOT_PROVOKED.containsKey(operation.id() + " 200"))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var body = operation.exampleBody();

                    var answer = example(operation, body);

                    assertThat(operation.statuses(false)).contains(String.valueOf(answer.statusCode()));
                    assertThat(described.differences(operation, answer)).isEmpty();
                    if (body != null)
                        assertThat(described.differences(operation, body)).isEmpty();
                }));
    }

    @Test
    void a_workbook_that_is_there_already_is_not_sent_again() {
        var operation = described.operations().stream()
                .filter(each -> each.id().equals("getWorkbook"))
                .findFirst()
                .orElseThrow();

        var answer = ask(operation, path(operation, null), RunningSegue.ADMIN_KEY, null, "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(described.differences(operation, answer)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_that_is_described_is_given_and_as_described() {
        return described.operations().stream().flatMap(operation -> operation.statuses(true).stream()
                .filter(status ->
                        !NOT_PROVOKED.containsKey(status) && !NOT_PROVOKED.containsKey(operation.id() + " " + status))
                .map(status -> dynamicTest(operation + " " + status, () -> {
                    var answer = provoke(operation, status);

                    assertThat(answer.statusCode()).as(answer.body()).hasToString(status);
                    assertThat(described.differences(operation, answer)).isEmpty();
                })));
    }

    @TestFactory
    Stream<DynamicTest> exactly_the_scopes_that_are_described_open_an_operation() {
        var page = "https://app.example.com";
        var keys = new TreeMap<String, String>();
        for (var scope : Scope.values())
            keys.put(
                    scope.label(),
                    scope == Scope.EVALUATE
                            ? http.key("evaluate", "\"origins\":[\"%s\"]".formatted(page))
                            : http.key(scope.label()));
        return described.operations().stream()
                .filter(operation -> !operation.scopes().isEmpty() && !operation.isTracking())
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var opened = new TreeSet<String>();
                    var path = path(operation, "nobody");
                    var body = operation.exampleBody() == null ? null : "[]";
                    keys.forEach((scope, key) -> {
                        var answer = http.send(operation.method(), path, key, body, "Origin", page);
                        if (answer.statusCode() != 403) opened.add(scope);
                    });

                    assertThat(opened).containsExactlyInAnyOrderElementsOf(operation.scopes());
                }));
    }

    @Test
    void facts_to_decide_on_are_taken_up_to_the_bounds_that_are_described_and_no_further() {
        var lowest = JSON.createObjectNode();
        var highest = JSON.createObjectNode();
        var missing = JSON.createObjectNode();
        var tooLow = JSON.createObjectNode();
        var tooHigh = JSON.createObjectNode();
        var odd = JSON.createObjectNode();
        for (var part : Map.of("metrics", "GivenMetrics", "traits", "GivenTraits", "account", "GivenAccount")
                .entrySet()) {
            described.schema(part.getValue()).get("properties").forEachEntry((name, schema) -> {
                missing.withObject("/" + part.getKey()).putNull(name);
                odd.withObject("/" + part.getKey()).putObject(name);
                if (schema.has("minimum")) {
                    lowest.withObject("/" + part.getKey()).set(name, schema.get("minimum"));
                    tooLow.withObject("/" + part.getKey())
                            .put(name, schema.get("minimum").asInt() - 1);
                }
                if (schema.has("exclusiveMinimum"))
                    tooLow.withObject("/" + part.getKey()).set(name, schema.get("exclusiveMinimum"));
                if (schema.has("maximum")) {
                    highest.withObject("/" + part.getKey()).set(name, schema.get("maximum"));
                    tooHigh.withObject("/" + part.getKey())
                            .put(name, schema.get("maximum").asInt() + 1);
                }
            });
        }

        for (var facts : List.of(lowest, highest, missing))
            assertThat(faults(facts)).isEmpty();
        for (var facts : List.of(tooLow, tooHigh, odd))
            assertThat(faults(facts)).containsExactlyInAnyOrderElementsOf(pointers(facts));
        assertThat(faults((ObjectNode) JSON.readTree("{\"metrics\":{\"tenureDays\":-5}}")))
                .isEmpty();
    }

    private static List<String> faults(ObjectNode facts) {
        var body = facts.deepCopy().put("userId", "u");
        var answer = http.send("POST", "/v1/evaluate", RunningSegue.ADMIN_KEY, body.toString());
        var pointers = new ArrayList<String>();
        Http.json(answer)
                .path("errors")
                .forEach(error -> pointers.add(error.get("pointer").asString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(pointers.isEmpty() ? 200 : 400);
        return pointers;
    }

    private static List<String> pointers(ObjectNode facts) {
        var pointers = new ArrayList<String>();
        facts.forEachEntry(
                (part, values) -> values.propertyNames().forEach(name -> pointers.add("/" + part + "/" + name)));
        return pointers;
    }

    /** What an example names is not there by that name. */
    private static HttpResponse<String> example(Operation operation, String body) {
        var ids = Pattern.compile("(?<=\"drafts\":\\[\")[^\"]*|(?<=\"version\":\")[^\"]*");
        return switch (operation.id()) {
            case "publishDrafts" -> {
                goBack();
                yield answer(operation, ids.matcher(body).replaceFirst(policyDraft()));
            }
            case "rollBack" -> {
                if (analysts.live().equals(defaults)) analysts.published("to go back from", policyDraft());
                yield answer(operation, ids.matcher(body).replaceFirst(defaults));
            }
            default -> answer(operation, body);
        };
    }

    private static void goBack() {
        if (!analysts.live().equals(defaults)) analysts.rollBack(defaults);
    }

    /** A draft that may be published, of another table than the one that others are of. */
    private static String policyDraft() {
        return analysts.draft(
                "contact-policy",
                new EditedKnowledge()
                        .set("contact-policy", "Contact policy", "A2", 7)
                        .content("decision-tables/contact-policy.xlsx"));
    }

    /** A user whom no other test asks about. */
    private static String erasable() {
        segue.send(List.of("{\"type\":\"track\",\"userId\":\"gone\",\"event\":\"Feature Used\"}"));
        return "gone";
    }

    /** One that is open. */
    private static String draft() {
        if (draft.isEmpty() || !stateOf("/v1/drafts/" + draft).equals("OPEN")) draft = analysts.draft(TABLE, WORKBOOK);
        return draft;
    }

    /** A release that waits. */
    private static String planned() {
        if (planned.isEmpty() || !stateOf("/v1/knowledge/releases/" + planned).equals("WAITING"))
            planned = Http.json(
                            analysts.publish("\"drafts\":[\"%s\"],\"comment\":\"later\",\"at\":\"2999-01-01T00:00:00Z\""
                                    .formatted(draft())))
                    .at("/planned/id")
                    .asString();
        return planned;
    }

    private static String stateOf(String path) {
        return http.get(path).get("state").asString();
    }

    private static HttpResponse<String> answer(Operation operation, String body) {
        return operation.isTracking()
                ? http.send(
                        operation.method(),
                        operation.path(),
                        null,
                        body,
                        "Authorization",
                        basic(RunningSegue.WRITE_KEY))
                : ask(operation, path(operation, null), RunningSegue.ADMIN_KEY, body);
    }

    /** A request that is good but for what the caller makes of it. */
    private static HttpResponse<String> ask(
            Operation operation, String path, String key, String body, String... headers) {
        if (!operation.takesWorkbook()) return http.send(operation.method(), path, key, body, headers);
        var all = new ArrayList<>(List.of("Content-Type", Analysts.XLSX, "If-Match", tag));
        all.addAll(List.of(headers));
        return http.sendBytes(operation.method(), path, key, WORKBOOK, all.toArray(String[]::new));
    }

    private static String basic(String writeKey) {
        return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes());
    }

    /** @param id goes wherever the path names something; null for something that is there */
    private static String path(Operation operation, String id) {
        var path = operation.path();
        for (var name : operation.parameters("path"))
            path = path.replace("{" + name + "}", id != null ? id : known(operation, name));
        return operation.parameters("query").contains("asOf") ? path + "?asOf=" + AS_OF : path;
    }

    private static String known(Operation operation, String name) {
        if (operation.id().equals("eraseUser")) return erasable();
        if (name.equals("userId")) return "ada";
        if (name.equals("accountId")) return "acme";
        if (name.equals("key")) return "lifecycle";
        if (operation.path().startsWith("/v1/refresh")) return "1";
        if (operation.path().startsWith("/v1/tables")) return TABLE;
        if (operation.id().equals("getLatestRehearsal")) return rehearsed;
        if (operation.path().startsWith("/v1/drafts")) return draft();
        if (operation.path().startsWith("/v1/rehearsals")) return rehearsal;
        if (operation.path().startsWith("/v1/knowledge/releases")) return planned();
        if (operation.path().startsWith("/v1/knowledge/versions")) return defaults;
        return http.key("read").split("_")[1];
    }

    private static HttpResponse<String> provoke(Operation operation, String status) {
        var method = operation.method();
        var path = path(operation, null);
        var body = operation.exampleBody();
        var admin = RunningSegue.ADMIN_KEY;
        return switch (status) {
            case "400" -> broken(operation);
            case "401" -> ask(operation, path, null, body);
            case "403" -> ask(operation, path, http.key("ingest"), body);
            case "404" ->
                operation.parameters("path").isEmpty()
                        ? http.send(method, path + "?refresh=999", admin, body)
                        : ask(operation, path(operation, "nobody"), admin, body);
            case "406" -> ask(operation, path, admin, body, "Accept", "image/png");
            case "409" -> contradiction(operation, path);
            case "412" -> workbook(path, WORKBOOK, "If-Match", "\"000000000000\"");
            case "422" -> workbook(path, "no workbook".getBytes(), "If-Match", tag);
            case "428" -> workbook(path, WORKBOOK);
            case "413" ->
                operation.takesWorkbook()
                        ? workbook(path, new byte[3 << 20])
                        : http.send(method, path, admin, "{\"userId\":\"" + "x".repeat(2_000_000) + "\"}");
            case "415" -> http.send(method, path, admin, null, "Content-Type", "text/plain");
            case "429" -> tooFast(operation);
            default -> throw new AssertionError("nothing here brings about %s of %s".formatted(status, operation));
        };
    }

    private static HttpResponse<String> workbook(String path, byte[] body, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", Analysts.XLSX));
        all.addAll(List.of(headers));
        return http.sendBytes("POST", path, RunningSegue.ADMIN_KEY, body, all.toArray(String[]::new));
    }

    private static HttpResponse<String> contradiction(Operation operation, String path) {
        var admin = RunningSegue.ADMIN_KEY;
        return switch (operation.id()) {
            case "cancelPlannedRelease", "withdrawDraft" -> {
                http.send("DELETE", path, admin, null);
                yield http.send("DELETE", path, admin, null);
            }
            case "startRehearsal" -> {
                http.send("DELETE", path.replace("/rehearsal", ""), admin, null);
                yield answerAt(path, "{}");
            }
            case "rollBack" -> answerAt(path, "{\"version\":\"%s\",\"comment\":\"again\"}".formatted(analysts.live()));
            // what the example names is not there
            default -> answerAt(path, operation.exampleBody());
        };
    }

    private static HttpResponse<String> answerAt(String path, String body) {
        return http.send("POST", path, RunningSegue.ADMIN_KEY, body);
    }

    private static HttpResponse<String> broken(Operation operation) {
        if (operation.isTracking()) return answer(operation, "{");
        if (operation.exampleBody() != null) return answer(operation, "[]");
        var path = path(operation, null).replaceFirst("\\?.*", "");
        if (operation.parameters("query").contains("limit")) path += "?limit=many";
        else if (operation.parameters("query").contains("asOf"))
            path = path(operation, null).replace(":", "");
        else if (!operation.parameters("query").isEmpty())
            path += "?" + operation.parameters("query").get(0) + "=%ff";
        else path = path(operation, "a%00b");
        return ask(operation, path, RunningSegue.ADMIN_KEY, null);
    }

    private static HttpResponse<String> tooFast(Operation operation) {
        var key = http.key(operation.isTracking() ? "ingest" : "read", "\"requestsPerSecond\":1");
        HttpResponse<String> answer;
        int tries = 0;
        do
            answer = operation.isTracking()
                    ? http.send("POST", operation.path(), null, operation.exampleBody(), "Authorization", basic(key))
                    : http.send(operation.method(), path(operation, "nobody"), key, operation.exampleBody());
        while (answer.statusCode() != 429 && ++tries < 20);
        return answer;
    }
}
