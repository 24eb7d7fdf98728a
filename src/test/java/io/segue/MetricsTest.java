package io.segue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.RunningSegue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What /actuator/prometheus tells of a service that has worked a little, and what the documents say of it. */
class MetricsTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Path DASHBOARD = DOCS.resolve("grafana/segue.json");
    private static final Path ALERTS = DOCS.resolve("grafana/alerts.yaml");
    /** Names of metrics in an expression: what stands before a selector, a range, a bracket or an end. */
    private static final Pattern NAME = Pattern.compile(
            "\\b((?:segue|http_server|jvm|process|system|logback|hikaricp|disk|tomcat)_[a-z0-9_]+)\\b(?!\\s*=)");

    @TempDir
    static Path data;

    private static RunningSegue segue;

    /** Names of all metrics, those of a histogram without their endings. */
    private static TreeSet<String> families;

    private static List<String> samples;

    @BeforeAll
    static void work() {
        segue = RunningSegue.in(data);
        segue.send(List.of(
                "{\"type\":\"identify\",\"messageId\":\"m1\",\"userId\":\"ada-4711\",\"traits\":{\"plan\":\"free\",\"email\":\"ada@example.org\"}}",
                "{\"type\":\"track\",\"messageId\":\"m2\",\"userId\":\"ada-4711\",\"event\":\"Feature Used\",\"properties\":{\"feature\":\"tasks\"},"
                        + "\"timestamp\":\"2026-06-30T10:00:00Z\"}",
                "{\"type\":\"track\",\"messageId\":\"m2\",\"userId\":\"ada-4711\",\"event\":\"Feature Used\"}",
                "{\"type\":\"group\",\"messageId\":\"m3\",\"userId\":\"ada-4711\",\"groupId\":\"acme-4711\"}",
                "{\"type\":\"track\",\"userId\":\"ada-4711\"}",
                "{\"type\":\"track\",\"event\":\"x\",\"strange-4711\":7}",
                "{\"type\":\"sing-4711\",\"userId\":\"ada-4711\"}"));
        segue.get("/v1/users/ada-4711/decision");
        segue.get("/v1/users/ada-4711/decision");
        segue.get("/v1/users/ada-4711/decision?asOf=2026-07-01T00:00:00Z");
        segue.get("/v1/accounts/acme-4711");
        segue.post("/v1/evaluate", "{\"userId\":\"ada-4711\"}");
        segue.refresh(Instant.parse("2026-07-01T00:00:00Z"));
        segue.ask("/nowhere-4711");
        segue.ask("/v1/nowhere-4711");
        // pauses are told of once there was one
        System.gc();
        // twice, so that the scrape itself is among the requests
        segue.ask("/actuator/prometheus");
        var text = segue.ask("/actuator/prometheus").body();
        families = text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        samples = text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void metrics_need_a_key() throws Exception {
        var request = HttpRequest.newBuilder(segue.uri("/actuator/prometheus")).build();
        try (var stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(stream.readAllBytes())).contains("\"status\":401");
        }
    }

    @Test
    void what_was_done_is_counted() {
        assertThat(value("segue_events_total", "type=\"track\"")).isEqualTo(1);
        assertThat(value("segue_events_total", "type=\"identify\"")).isEqualTo(1);
        assertThat(value("segue_events_total", "type=\"alias\"")).isZero();
        assertThat(value("segue_events_duplicates_total")).isEqualTo(1);
        assertThat(value("segue_events_refused_total", "reason=\"event\"")).isEqualTo(1);
        assertThat(value("segue_events_refused_total", "reason=\"userId\"")).isEqualTo(1);
        assertThat(value("segue_events_refused_total", "reason=\"type\"")).isEqualTo(1);
        assertThat(value("segue_ingest_duration_seconds_count")).isEqualTo(1);
        assertThat(value("segue_event_age_seconds_bucket", "le=\"+Inf\"")).isEqualTo(4);
        assertThat(value("segue_decision_duration_seconds_count", "facts=\"remembered\""))
                .isEqualTo(3);
        assertThat(value("segue_decision_duration_seconds_count", "facts=\"given\""))
                .isEqualTo(1);
        // three and one, and one for the account
        assertThat(total("segue_decisions_total")).isEqualTo(5);
        assertThat(total("segue_decision_failures_total")).isZero();
        assertThat(value("segue_refresh_users_total")).isEqualTo(1);
        assertThat(value("segue_refresh_duration_seconds_count", "outcome=\"done\""))
                .isEqualTo(1);
        assertThat(value("segue_refresh_age_seconds", "since=\"finish\"")).isBetween(0.0, 60.0);
        assertThat(value("segue_refresh_age_seconds", "since=\"as_of\"")).isGreaterThan(86_400);
        assertThat(value("segue_users")).isEqualTo(1);
        assertThat(value("segue_journal_events")).isEqualTo(3);
        assertThat(value("segue_journal_size_bytes")).isGreaterThan(4_096);
        assertThat(value("segue_journal_under_way_limit")).isEqualTo(20_000);
        assertThat(value("segue_memories_reads_total", "from=\"memory\"")).isPositive();
        assertThat(value("segue_memories_reads_total", "from=\"journal\"")).isPositive();
        assertThat(value("segue_knowledge_rules")).isGreaterThan(100);
        assertThat(value("segue_knowledge_compile_duration_seconds")).isPositive();
        assertThat(value("segue_cluster_members")).isEqualTo(1);
    }

    @Test
    void no_label_holds_anything_of_anybody() {
        // a number may well have these digits: what stands before it is the name and its labels
        var labelled = samples.stream().map(line -> line.substring(0, line.lastIndexOf(' ')));
        assertThat(labelled.collect(Collectors.joining("\n"))).doesNotContain("4711", "example.org");
        assertThat(samples).hasSizeLessThan(1_500);
    }

    @Test
    void the_document_lists_what_there_is_and_nothing_else() throws Exception {
        var listed = Files.readAllLines(DOCS.resolve("operations.md")).stream()
                .filter(line -> line.startsWith("| `segue_"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed)
                .isEqualTo(families.stream()
                        .filter(name -> name.startsWith("segue_") && !name.endsWith("_max"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_dashboard_asks_for_metrics_that_there_are() throws Exception {
        var dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        var expressions = new ArrayList<String>();
        for (var panel : dashboard.get("panels")) {
            if (panel.get("type").asString().equals("row")) continue;
            assertThat(panel.at("/datasource/uid").asString())
                    .as("%s", panel.get("title"))
                    .isEqualTo("${datasource}");
            assertThat(panel.get("gridPos").propertyNames()).contains("h", "w", "x", "y");
            for (var target : panel.get("targets"))
                expressions.add(target.get("expr").asString());
        }

        assertThat(expressions).hasSizeGreaterThan(15);
        for (var expression : expressions) assertKnown(expression);
        assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
        assertThat(ids(dashboard)).doesNotHaveDuplicates();
        var asked = String.join("\n", expressions);
        for (var family : families)
            if (family.startsWith("segue_") && !family.endsWith("_max"))
                assertThat(asked).as("a panel for it").contains(family);
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_alerts_ask_for_metrics_that_there_are() throws Exception {
        Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
        var told = new TreeMap<String, String>();
        for (var group : (List<Map<String, Object>>) file.get("groups"))
            for (var rule : (List<Map<String, Object>>) group.get("rules")) {
                assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
                assertThat((Map<String, Object>) rule.get("annotations")).containsKeys("summary", "description");
                told.put((String) rule.get("alert"), (String) rule.get("expr"));
            }

        assertThat(told).hasSizeGreaterThan(8);
        told.values().forEach(MetricsTest::assertKnown);
        var document = Files.readString(DOCS.resolve("operations.md"));
        assertThat(told.keySet()).allSatisfy(alert -> assertThat(document).contains("`" + alert + "`"));
    }

    private static void assertKnown(String expression) {
        // Prometheus' own, of each place that it asks
        if (expression.startsWith("up{")) return;
        var names = NAME.matcher(expression).results().map(hit -> hit.group(1)).toList();
        assertThat(names).as(expression).isNotEmpty();
        for (var name : names)
            assertThat(families.contains(name) || families.contains(name.replaceFirst("_(bucket|sum|count)$", "")))
                    .as("%s of %s is exposed", name, expression)
                    .isTrue();
    }

    private static List<Integer> ids(JsonNode dashboard) {
        var ids = new ArrayList<Integer>();
        for (var panel : dashboard.get("panels")) ids.add(panel.get("id").asInt());
        return ids;
    }

    /** The one sample of that name that has all of the labels. */
    private static double value(String name, String... labels) {
        var found = samples.stream()
                .filter(sample -> sample.startsWith(name + "{") || sample.startsWith(name + " "))
                .filter(sample -> List.of(labels).stream().allMatch(sample::contains))
                .toList();
        assertThat(found).as(name + List.of(labels)).hasSize(1);
        return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
    }

    private static double total(String name) {
        return samples.stream()
                .filter(sample -> sample.startsWith(name + "{"))
                .mapToDouble(sample -> Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
                .sum();
    }
}
