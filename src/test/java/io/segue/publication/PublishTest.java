package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook on its way from download to live, and back. */
class PublishTest {
    @TempDir
    static Path data;

    private static RunningSegue segue;
    private static Http http;
    private static Analysts analysts;
    private static String defaults;

    @BeforeAll
    static void open() {
        segue = RunningSegue.in(data);
        http = new Http(segue);
        analysts = new Analysts(segue);
        defaults = analysts.live();
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @AfterEach
    void goBack() {
        if (!analysts.live().equals(defaults)) analysts.rollBack(defaults);
    }

    /** Somebody changed a threshold and forgot to save, and was told that all was well. */
    @Test
    void a_draft_that_changes_nothing_says_so() {
        var draft = Http.json(analysts.send("engagement", analysts.workbook("engagement")));

        assertThat(draft.get("hints").toString()).contains("publishing it would change nothing");
    }

    @Test
    void a_published_draft_decides_and_a_rollback_takes_it_back() {
        assertThat(analysts.pointsForSixSessions()).isEqualTo(20);
        var draft = analysts.draft("engagement", Analysts.dailyFrom(6));

        var release = analysts.published("more reach", draft);

        assertThat(analysts.pointsForSixSessions()).isEqualTo(30);
        assertThat(release.get("live").asBoolean()).isTrue();
        assertThat(segue.get("/v1/drafts/" + draft).get("state").asString()).isEqualTo("PUBLISHED");

        var back = analysts.rollBack(defaults);

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(analysts.pointsForSixSessions()).isEqualTo(20);
        var versions = segue.get("/v1/knowledge/versions");
        assertThat(versions.get("live").asString()).isEqualTo(defaults);
        assertThat(versions.get("versions").get(0).get("kind").asString()).isEqualTo("ROLLBACK");
        assertThat(versions.get("versions").get(1).get("comment").asString()).isEqualTo("more reach");
        assertThat(versions.get("versions").get(1).at("/drafts/0/draft").asString())
                .isEqualTo(draft);
    }

    @Test
    void nobody_publishes_a_draft_of_their_own() {
        var sent = http.sendBytes(
                "POST",
                "/v1/tables/engagement/drafts",
                RunningSegue.ADMIN_KEY,
                Analysts.dailyFrom(5),
                "Content-Type",
                Analysts.XLSX,
                "If-Match",
                analysts.tag("engagement"));
        var own = Http.json(sent).get("id").asString();

        var refused = http.send(
                "POST",
                "/v1/knowledge/releases",
                RunningSegue.ADMIN_KEY,
                "{\"drafts\":[\"%s\"],\"comment\":\"mine\"}".formatted(own));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("your own");
        assertThat(analysts.live()).isEqualTo(defaults);
        assertThat(segue.get("/v1/admin/audit").toString()).contains("your own");
    }

    @Test
    void drafts_of_several_tables_come_live_together_or_not_at_all() {
        var engagement = analysts.draft("engagement", Analysts.dailyFrom(6));
        var policy = analysts.draft(
                "contact-policy",
                new EditedKnowledge()
                        .set("contact-policy", "Contact policy", "A2", 7)
                        .content("decision-tables/contact-policy.xlsx"));
        var again = analysts.draft("engagement", Analysts.dailyFrom(5));

        var twice = analysts.publish("both of one", engagement, again);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(analysts.live()).isEqualTo(defaults);

        analysts.published("together", engagement, policy);
        assertThat(segue.get("/v1/drafts/" + policy).get("state").asString()).isEqualTo("PUBLISHED");

        var late = analysts.publish("too late", again);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("engagement changed since");
    }

    @Test
    void a_workbook_without_its_base_or_of_an_old_one_is_not_taken() {
        assertThat(analysts.send("engagement", Analysts.dailyFrom(6), new String[0])
                        .statusCode())
                .isEqualTo(428);
        assertThat(analysts.send("engagement", Analysts.dailyFrom(6), "If-Match", "\"000000000000\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(analysts.send("nothing", Analysts.dailyFrom(6), "If-Match", "\"000000000000\"")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_release_waits_for_its_instant_and_can_be_cancelled_before() {
        var draft = analysts.draft("engagement", Analysts.dailyFrom(6));
        var wish = "\"drafts\":[\"%s\"],\"comment\":\"later\",\"at\":\"%s\"";

        var never = analysts.publish(wish.formatted(draft, Instant.now().plusSeconds(3600)));
        var soon = analysts.publish(wish.formatted(draft, Instant.now().plusSeconds(2)));

        assertThat(soon.statusCode()).as(soon.body()).isEqualTo(202);
        var cancelled =
                "/v1/knowledge/releases/" + Http.json(never).at("/planned/id").asString();
        assertThat(http.send("DELETE", cancelled, RunningSegue.ADMIN_KEY, null).statusCode())
                .isEqualTo(200);
        assertThat(segue.get(cancelled).get("state").asString()).isEqualTo("CANCELLED");
        var planned =
                "/v1/knowledge/releases/" + Http.json(soon).at("/planned/id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> segue.get(planned).get("state").asString(), "DONE"::equals);
        assertThat(segue.get("/v1/drafts/" + draft).get("state").asString()).isEqualTo("PUBLISHED");
        assertThat(analysts.pointsForSixSessions()).isEqualTo(30);
    }

    @Test
    void what_is_wrong_is_refused_and_nothing_is_kept() {
        var drafts = segue.get("/v1/drafts").get("drafts").size();

        var refused = analysts.send(
                "engagement",
                new EditedKnowledge()
                        .set("engagement", "Frequency", "B11", "seven")
                        .content("decision-tables/engagement.xlsx"));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("engagement.xlsx", "seven");
        assertThat(segue.get("/v1/drafts").get("drafts").size()).isEqualTo(drafts);
    }

    @Test
    void a_draft_with_a_gap_is_kept_only_to_be_rehearsed() {
        var gap = new EditedKnowledge()
                .set("engagement", "Frequency", "C12", 6)
                .content("decision-tables/engagement.xlsx");
        var refused = analysts.send("engagement", gap);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("sessions7d = 6 matches no row");

        var kept = analysts.sendUncovered("engagement", gap);

        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(kept.body()).contains("sessions7d = 6 matches no row");
        var draft = Http.json(kept).get("id").asString();
        var rehearsal = "/v1/drafts/" + draft + "/rehearsal";
        assertThat(http.send("POST", rehearsal, RunningSegue.ADMIN_KEY, "{}").statusCode())
                .isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> segue.get(rehearsal).get("state").asString(), "DONE"::equals);
        assertThat(segue.get(rehearsal).at("/report/uncovered").toString()).contains("sessions7d = 6");
        assertThat(analysts.publish("all the same", draft).statusCode()).isEqualTo(422);
        assertThat(analysts.live()).isEqualTo(defaults);
    }
}
