package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A workbook on its way from download to live, and back. */
class PublishTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String FACTS = "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":6}}";

    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static Http http;
    private static String author;
    private static String publisher;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        http = new Http(segue);
        author = http.key("author");
        publisher = http.key("publish");
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void a_published_draft_decides_and_a_rollback_takes_it_back() {
        var before = segue.get("/v1/knowledge/versions").get("live").asString();
        assertThat(frequency()).isEqualTo(20);
        var draft = Http.json(send(edited("B11", 6, "C12", 6))).get("id").asString();

        var released = publish(draft);

        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        var release = Http.json(released).get("release");
        assertThat(frequency()).isEqualTo(30);
        assertThat(release.get("live").asBoolean()).isTrue();
        assertThat(segue.get("/v1/drafts/" + draft).get("state").asString()).isEqualTo("PUBLISHED");

        var back = http.send(
                "POST",
                "/v1/knowledge/rollback",
                publisher,
                "{\"version\":\"%s\",\"comment\":\"too many\"}".formatted(before));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(frequency()).isEqualTo(20);
        var versions = segue.get("/v1/knowledge/versions");
        assertThat(versions.get("live").asString()).isEqualTo(before);
        assertThat(versions.get("versions").get(0).get("kind").asString()).isEqualTo("ROLLBACK");
        assertThat(versions.get("versions").get(1).get("comment").asString()).isEqualTo("more reach");
    }

    @Test
    void nobody_publishes_a_draft_of_their_own() {
        var own = Http.json(http.sendBytes(
                        "POST",
                        "/v1/tables/engagement/drafts",
                        RunningSegue.ADMIN_KEY,
                        edited("D11", 29, "D12", 19),
                        "Content-Type",
                        XLSX,
                        "If-Match",
                        tag("engagement")))
                .get("id")
                .asString();

        var refused = http.send(
                "POST",
                "/v1/knowledge/releases",
                RunningSegue.ADMIN_KEY,
                "{\"drafts\":[\"%s\"],\"comment\":\"mine\"}".formatted(own));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("your own");
        assertThat(http.send("DELETE", "/v1/drafts/" + own, author, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_workbook_without_its_base_or_of_an_old_one_is_not_taken() {
        var none = http.sendBytes(
                "POST", "/v1/tables/engagement/drafts", author, edited("B11", 6, "C12", 6), "Content-Type", XLSX);
        assertThat(none.statusCode()).isEqualTo(428);

        var old = http.sendBytes(
                "POST",
                "/v1/tables/engagement/drafts",
                author,
                edited("B11", 6, "C12", 6),
                "Content-Type",
                XLSX,
                "If-Match",
                "\"000000000000\"");
        assertThat(old.statusCode()).isEqualTo(412);
    }

    @Test
    void a_release_waits_for_its_instant() {
        var draft = Http.json(send(edited("B11", 9, "C12", 9))).get("id").asString();
        var at = Instant.now().plusSeconds(2);

        var planned = http.send(
                "POST",
                "/v1/knowledge/releases",
                publisher,
                "{\"drafts\":[\"%s\"],\"comment\":\"later\",\"at\":\"%s\"}".formatted(draft, at));

        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(202);
        var id = Http.json(planned).get("planned").get("id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> segue.get("/v1/knowledge/releases/" + id)
                                .get("state")
                                .asString(),
                        "DONE"::equals);
        assertThat(segue.get("/v1/drafts/" + draft).get("state").asString()).isEqualTo("PUBLISHED");
        var before = segue.get("/v1/knowledge/versions")
                .get("versions")
                .get(1)
                .get("version")
                .asString();
        http.send(
                "POST",
                "/v1/knowledge/rollback",
                publisher,
                "{\"version\":\"%s\",\"comment\":\"back\"}".formatted(before));
    }

    private static int frequency() {
        JsonNode decision = Http.json(segue.post("/v1/evaluate", FACTS));
        return decision.at("/scores/engagement/components/frequency").asInt();
    }

    private static byte[] edited(String cell, int value, String other, int otherValue) {
        return new EditedKnowledge()
                .set("engagement", "Frequency", cell, value)
                .set("engagement", "Frequency", other, otherValue)
                .content("decision-tables/engagement.xlsx");
    }

    private static HttpResponse<String> send(byte[] workbook) {
        var answer = http.sendBytes(
                "POST",
                "/v1/tables/engagement/drafts",
                author,
                workbook,
                "Content-Type",
                XLSX,
                "If-Match",
                tag("engagement"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String tag(String table) {
        return http.send("GET", "/v1/tables/" + table + "/workbook", author, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static HttpResponse<String> publish(String draft) {
        return http.send(
                "POST",
                "/v1/knowledge/releases",
                publisher,
                "{\"drafts\":[\"%s\"],\"comment\":\"more reach\"}".formatted(draft));
    }
}
