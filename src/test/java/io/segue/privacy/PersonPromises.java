package io.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.segue.cli.SegueCommand;
import io.segue.journal.Journal;
import io.segue.publication.Rehearsal;
import io.segue.publication.RehearsalReport;
import io.segue.publication.RehearsalStore;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What people are promised, over HTTP, whatever the database is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PersonPromises {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");

    private Path data;
    private RunningSegue segue;
    private Http http;

    /** Properties that say which database, of a name that nobody else uses. */
    abstract String[] database(String name);

    @BeforeAll
    void open(@TempDir Path directory) {
        data = directory;
        segue = RunningSegue.in(data, database(data.getFileName().toString()));
        http = new Http(segue);
    }

    @AfterAll
    void close() {
        segue.close();
    }

    @Test
    void nothing_of_an_erased_person_is_left_anywhere() {
        var ids = List.of("Zoë/secret 東", "old-secret", "oldest-secret");
        for (var id : ids) segue.send(List.of(use(id, "a-" + id.hashCode(), "2026-06-20T10:00:00Z")));
        segue.send(List.of(
                """
                {"type":"identify","userId":"%s","anonymousId":"visit-secret","messageId":"b1",
                 "traits":{"email":"zoe.secret@example.com","religion":"secret"},"timestamp":"2026-06-20T10:05:00Z"}""".formatted(ids.get(0)),
                """
                {"type":"track","anonymousId":"visit-secret","messageId":"b2","event":"Secret Seen",
                 "timestamp":"2026-06-20T10:01:00Z"}""",
                """
                {"type":"alias","userId":"%s","previousId":"old-secret","messageId":"b3",
                 "timestamp":"2026-06-20T10:06:00Z"}""".formatted(ids.get(0)),
                """
                {"type":"alias","userId":"old-secret","previousId":"oldest-secret","messageId":"b4",
                 "timestamp":"2026-06-20T10:06:00Z"}""",
                """
                {"type":"group","userId":"old-secret","groupId":"acme","messageId":"b5","traits":{"plan":"pro"},
                 "timestamp":"2026-06-20T10:07:00Z"}""",
                use("neighbour", "b6", "2026-06-20T10:00:00Z")));
        segue.refresh(AS_OF);
        segue.decision(ids.get(0), AS_OF);
        jdbc().update(
                        "UPDATE refresh SET errors = ?",
                        "[\"%s: no such plan\",\"neighbour: no such plan\"]".formatted(ids.get(0)));
        var rehearsal = rehearsing();
        rehearsed(rehearsal, ids.get(0));
        assertThat(placesOf("secret")).contains("event", "app_user", "refresh", "refresh_member", "rehearsal");

        var erased = Http.json(erase("oldest-secret"));

        assertThat(erased.get("userId").asString()).isEqualTo(ids.get(0));
        assertThat(erased.get("ids").valueStream().map(id -> id.asString())).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(erased.get("events").asInt()).isEqualTo(8);
        assertThat(Instant.parse(erased.get("erasedAt").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(placesOf("secret")).isEmpty();
        assertThat(placesOf("Secret")).isEmpty();
        for (var id : ids) assertThat(erase(id).statusCode()).isEqualTo(404);
        for (var id : ids)
            assertThat(segue.ask("/v1/users/" + RunningSegue.encoded(id) + "/decision")
                            .statusCode())
                    .isEqualTo(404);
        assertThat(segue.get("/v1/users?query=secret").get("users")).isEmpty();
        // what is of others stays
        assertThat(segue.decision("neighbour", AS_OF).get("userId").asString()).isEqualTo("neighbour");
        assertThat(segue.get("/v1/accounts/acme").at("/traits/plan").asString()).isEqualTo("pro");
        assertThat(segue.get("/v1/accounts/acme").get("members")).isEmpty();
        assertThat(segue.get("/v1/refresh/1").get("errors").valueStream().map(line -> line.asString()))
                .containsExactly("a user who is erased by now could not be decided on", "neighbour: no such plan");
        var report = Objects.requireNonNull(
                segue.bean(RehearsalStore.class).get(rehearsal).orElseThrow().report());
        assertThat(report.errorSamples())
                .containsExactly("a user who is erased by now could not be decided on", "neighbour: failed");
        assertThat(report.gaps().get(0).samples()).containsExactly("neighbour");
        assertThat(report.decisions().get(0).samples()).extracting("userId").containsExactly("neighbour");
        assertThat(report.decisions().get(0).users()).isEqualTo(2);
    }

    @Test
    void a_rehearsal_that_runs_while_somebody_is_erased_ends_without_them() {
        segue.send(List.of(use("private", "p1", "2026-06-01T10:00:00Z")));
        var rehearsal = rehearsing();
        assertThat(erase("private").statusCode()).isEqualTo(200);
        rehearsed(rehearsal, "private");

        var ended = segue.bean(RehearsalStore.class).get(rehearsal).orElseThrow();
        assertThat(ended.state()).isEqualTo(Rehearsal.State.DONE);
        assertThat(placesOf("private")).isEmpty();
    }

    @Test
    void events_sent_again_do_not_come_back_and_new_ones_begin_a_new_user() {
        var sent = use("returning", "r1", "2026-06-01T10:00:00Z");
        segue.send(List.of(sent, use("returning", "r2", "2026-06-02T10:00:00Z")));
        assertThat(erase("returning").statusCode()).isEqualTo(200);

        segue.send(List.of(sent));
        assertThat(segue.ask("/v1/users/returning/decision").statusCode()).isEqualTo(404);

        segue.send(List.of(use("returning", "r3", "2026-06-03T10:00:00Z")));
        var events = export("returning").get("events");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("messageId").asString()).isEqualTo("r3");
    }

    @Test
    void a_visit_that_is_somebody_elses_by_now_stays_theirs() {
        segue.send(List.of("""
                {"type":"track","anonymousId":"shared","messageId":"s1","event":"Feature Used",
                 "timestamp":"2026-06-01T10:00:00Z"}""", """
                {"type":"identify","userId":"first-owner","anonymousId":"shared","messageId":"s2",
                 "timestamp":"2026-06-01T10:01:00Z"}""", """
                {"type":"identify","userId":"second-owner","anonymousId":"shared","messageId":"s3",
                 "timestamp":"2026-06-02T10:01:00Z"}"""));

        assertThat(Http.json(erase("first-owner")).get("events").asInt()).isEqualTo(1);

        assertThat(export("second-owner").get("anonymousIds").get(0).asString()).isEqualTo("shared");
        assertThat(export("second-owner").get("events")).hasSize(2);
        assertThat(Http.json(erase("second-owner")).get("events").asInt()).isEqualTo(2);
        assertThat(segue.bean(Journal.class).users("owner", null, 9)).isEmpty();
    }

    @Test
    void an_export_has_all_that_is_kept() {
        segue.send(List.of("""
                {"type":"identify","userId":"exp/ort","anonymousId":"exp-visit","messageId":"e2",
                 "traits":{"email":"e@example.com","religion":"none of yours","plan":null,"seats":7},
                 "timestamp":"2026-06-20T10:05:00Z"}""", """
                {"type":"track","anonymousId":"exp-visit","messageId":"e1","event":"Feature Used",
                 "properties":{"feature":"tasks","nothing":null},"timestamp":"2026-06-20T10:01:00Z"}""", """
                {"type":"page","userId":"exp/ort","messageId":"e4","name":"Pricing","timestamp":"2026-06-20T10:08:00Z"}""", """
                {"type":"group","userId":"exp/ort","groupId":"exp-inc","messageId":"e3","traits":{"plan":"pro"},
                 "timestamp":"2026-06-20T10:07:00Z"}""", """
                {"type":"alias","userId":"exp/ort","previousId":"exp-old","messageId":"e5",
                 "timestamp":"2026-06-20T10:09:00Z"}""", use("exp-old", "e0", "2026-06-19T10:00:00Z")));
        segue.refresh(AS_OF);

        var answer = segue.ask("/v1/users/exp-old/export");

        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"user-[0-9a-f]{16}\\.json\"");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        var export = Http.json(answer);
        assertThat(export.get("userId").asString()).isEqualTo("exp/ort");
        assertThat(export.get("ids").toString()).isEqualTo("[\"exp-old\",\"exp/ort\"]");
        assertThat(export.get("anonymousIds").toString()).isEqualTo("[\"exp-visit\"]");
        var events = export.get("events");
        assertThat(events.valueStream().map(event -> event.get("messageId").asString()))
                .containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
        assertThat(events.get(1).propertyNames())
                .containsExactlyInAnyOrder(
                        "type", "messageId", "timestamp", "receivedAt", "anonymousId", "event", "properties");
        assertThat(events.get(1).get("properties").toString()).isEqualTo("{\"feature\":\"tasks\",\"nothing\":null}");
        assertThat(events.get(2).at("/traits/religion").asString()).isEqualTo("none of yours");
        assertThat(events.get(2).get("traits").has("plan")).isTrue();
        assertThat(events.get(3).get("groupId").asString()).isEqualTo("exp-inc");
        assertThat(events.get(4).get("name").asString()).isEqualTo("Pricing");
        assertThat(events.get(5).get("previousId").asString()).isEqualTo("exp-old");
        assertThat(export.at("/traits/seats").asInt()).isEqualTo(7);
        assertThat(export.at("/account/accountId").asString()).isEqualTo("exp-inc");
        assertThat(export.at("/account/traits/plan").asString()).isEqualTo("pro");
        assertThat(export.at("/decision/userId").asString()).isEqualTo("exp/ort");
        var concluded = export.get("refreshes");
        assertThat(concluded.size()).isPositive();
        assertThat(concluded.get(0).at("/result/segments/lifecycle").asString()).isNotBlank();
        assertThat(concluded.get(0).at("/result/tiers/engagement").asString()).isNotBlank();
        assertThat(segue.ask("/v1/users/nobody-at-all/export").statusCode()).isEqualTo(404);
    }

    @Test
    void the_audit_tells_that_it_was_done_to_those_who_know_the_id() {
        segue.send(List.of(use("audited", "x1", "2026-06-01T10:00:00Z")));
        export("audited");
        erase("audited");
        erase("audited");

        var entries = segue.get("/v1/admin/audit").get("entries");
        var said = new ArrayList<String>();
        for (var entry : entries)
            if (Trail.hash("audited").equals(entry.path("target").asString("")))
                said.add(entry.get("action").asString() + " "
                        + entry.get("outcome").asString());
        assertThat(said)
                .containsExactly(
                        "user.erased REFUSED", "user.erased DONE", "user.erasure.begun DONE", "user.exported DONE");
        assertThat(Trail.hash("audited")).isEqualTo("b19b2022fbca5eebe2f23af94ff755f30bbd176d59e5e1c746e11b0adde61a7a");
        assertThat(entries.toString()).doesNotContain("\"audited\"");
    }

    @Test
    void a_memory_that_went_wrong_is_found_and_made_anew() {
        segue.send(List.of(
                use("verify,a", "v1", "2026-06-01T10:00:00Z"),
                use("verify-b", "v2", "2026-06-01T10:00:00Z"),
                use("verify-b", "v3", "2026-06-01T10:01:00Z")));
        for (var id : List.of("verify,a", "verify-b")) segue.decision(id, AS_OF);
        breakMemory();

        var one = segue.get("/v1/admin/verify?user=verify%2Ca");

        assertThat(one.toString())
                .isEqualTo(
                        "{\"users\":1,\"different\":[\"verify,a\"],\"differentCount\":1,\"repaired\":1,\"next\":null}");
        assertThat(segue.get("/v1/admin/verify?user=verify%2Ca&user=verify-b")
                        .get("differentCount")
                        .asInt())
                .isZero();
        assertThat(segue.get("/v1/admin/audit?limit=1").at("/entries/0/action").asString())
                .isEqualTo("memories.repaired");
        assertThat(segue.ask("/actuator/prometheus").body()).contains("segue_memories_repaired_total");

        breakMemory();
        var run = segue("verify");
        assertThat(run).startsWith("0 different: verify,a").contains(" 1 different, 1 repaired");
        assertThat(segue("verify", "--user", "verify,a", "--user", "verify-b"))
                .isEqualTo("0 2 users, 0 different, 0 repaired");
    }

    private void breakMemory() {
        var cells = segue.bean(HazelcastInstance.class).<String, Object>getMap("memories");
        cells.put("u:verify,a", Objects.requireNonNull(cells.get("u:verify-b")));
    }

    @Test
    void everybody_is_verified_page_by_page() {
        segue.send(List.of(use("page-1", "p1", "2026-06-01T10:00:00Z"), use("page-2", "p2", "2026-06-01T10:00:00Z")));
        var seen = 0;
        String after = "page";
        while (after != null) {
            var page = segue.get("/v1/admin/verify?limit=1&after=" + RunningSegue.encoded(after));
            seen += page.get("users").asInt();
            after = page.get("next").isNull() ? null : page.get("next").asString();
        }
        assertThat(seen).isGreaterThanOrEqualTo(2);
        for (var wrong : List.of("limit=0", "limit=5001", "after=%00", "user=", "user=a" + "&user=b".repeat(100)))
            assertThat(segue.ask("/v1/admin/verify?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
    }

    @Test
    void the_command_line_exports_and_erases() throws Exception {
        segue.send(List.of(use("cli/ user", "c1", "2026-06-01T10:00:00Z")));
        var file = data.resolve("export.json");

        assertThat(segue("users", "export", "cli/ user", "--to", file.toString()))
                .startsWith("0");
        assertThat(Files.readString(file)).contains("\"messageId\":\"c1\"");
        assertThat(segue("users", "erase", "cli/ user")).startsWith("2");
        assertThat(segue("users", "erase", "cli/ user", "--yes")).isEqualTo("0 erased cli/ user: 1 ids, 1 events");
        assertThat(segue("users", "erase", "cli/ user", "--yes")).startsWith("1");
    }

    /** The exit code and what is printed. */
    private String segue(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", segue.uri("").toString(), "--admin-key", RunningSegue.ADMIN_KEY));
        var out = new StringWriter();
        int code =
                SegueCommand.run(new PrintWriter(out), new PrintWriter(new StringWriter()), all.toArray(String[]::new));
        return (code + " " + out).strip();
    }

    private long rehearsing() {
        var store = segue.bean(RehearsalStore.class);
        var now = Instant.parse("2026-07-01T00:00:00Z");
        var rehearsal = store.queue(
                new Rehearsal(
                        0,
                        "d1",
                        "k",
                        Rehearsal.State.QUEUED,
                        AS_OF,
                        null,
                        1,
                        60,
                        0,
                        0,
                        now,
                        null,
                        null,
                        List.of(),
                        null),
                "sole");
        assertThat(store.begin(rehearsal.id(), now)).isTrue();
        return rehearsal.id();
    }

    private void rehearsed(long rehearsal, String userId) {
        var samples = List.of(
                new RehearsalReport.Sample(userId, "a", "b", List.of(), List.of()),
                new RehearsalReport.Sample("neighbour", "a", "b", List.of(), List.of()));
        var report = new RehearsalReport(
                "k0",
                "k",
                AS_OF,
                2,
                2,
                null,
                0,
                2,
                List.of(userId + ": failed", "neighbour: failed"),
                List.of(new RehearsalReport.Gap("segments.role", null, null, 2, List.of(userId, "neighbour"))),
                List.of(),
                List.of(),
                List.of(new RehearsalReport.Change("segments.role", 2, 100, List.of(), List.of(), samples)),
                List.of(),
                List.of(),
                List.of());
        segue.bean(RehearsalStore.class)
                .end(
                        rehearsal,
                        Rehearsal.State.DONE,
                        List.of(userId + ": odd"),
                        report,
                        Instant.parse("2026-07-01T00:01:00Z"));
    }

    /** The tables that hold that text in any column. */
    private List<String> placesOf(String text) {
        var places = new ArrayList<String>();
        for (var table : List.of(
                "event",
                "app_user",
                "digest",
                "refresh",
                "refresh_member",
                "refresh_lift",
                "refresh_erased",
                "rehearsal_erased",
                "rehearsal",
                "audit",
                "draft",
                "planned_release",
                "knowledge_release",
                "message",
                "shared_secret",
                "api_key"))
            for (var row : jdbc().queryForList("SELECT * FROM " + table))
                if (written(row).contains(text) && !places.contains(table)) places.add(table);
        return places;
    }

    private static String written(Map<String, Object> row) {
        var written = new StringBuilder();
        row.values().forEach(value -> written.append(value instanceof byte[] bytes ? new String(bytes, UTF_8) : value)
                .append('\n'));
        return written.toString();
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(segue.bean(DataSource.class));
    }

    private HttpResponse<String> erase(String userId) {
        return http.send("DELETE", "/v1/users/" + RunningSegue.encoded(userId), RunningSegue.ADMIN_KEY, null);
    }

    private JsonNode export(String userId) {
        return segue.get("/v1/users/" + RunningSegue.encoded(userId) + "/export");
    }

    private static String use(String userId, String messageId, String at) {
        return """
                {"type":"track","userId":"%s","messageId":"%s","event":"Feature Used",
                 "properties":{"feature":"tasks"},"timestamp":"%s"}""".formatted(userId, messageId, at);
    }
}
