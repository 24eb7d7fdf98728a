package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.support.EditedKnowledge;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of published tables and of the directory when the service starts again, or reads the directory again. */
class DirectoryTest {
    @TempDir
    Path data;

    @TempDir
    Path directory;

    @Test
    void published_tables_outlive_restarts_and_the_directory_adds_what_changed_there() throws Exception {
        new EditedKnowledge().writeTo(directory);
        String published;
        try (var segue = start()) {
            var analysts = new Analysts(segue);
            published = analysts.published("more", analysts.draft("engagement", Analysts.dailyFrom(6)))
                    .get("version")
                    .asString();
        }
        try (var segue = start()) {
            var analysts = new Analysts(segue);
            assertThat(analysts.live()).isEqualTo(published);
            assertThat(analysts.pointsForSixSessions()).isEqualTo(30);

            // elsewhere in the directory
            new EditedKnowledge()
                    .set("contact-policy", "Contact policy", "E2", 100)
                    .writeTo(directory);
            assertThat(reload(segue, "").at("/release/kind").asString()).isEqualTo("RELOAD");
            assertThat(analysts.pointsForSixSessions()).isEqualTo(30);
            assertThat(Http.json(segue.post("/v1/evaluate", "{\"userId\":\"u\"}"))
                            .at("/nextBestAction/control")
                            .asBoolean())
                    .isTrue();
            assertThat(reload(segue, "").get("release").isNull()).isTrue();

            // nothing of a bad directory comes live
            var live = analysts.live();
            var rule = directory.resolve("rules/memberships/champions.drl");
            var text = Files.readString(rule);
            Files.writeString(rule, text.replace("then", "than"));
            var bad = new Http(segue)
                    .send("POST", "/v1/knowledge/reload", RunningSegue.ADMIN_KEY, "{\"comment\":\"oops\"}");
            assertThat(bad.statusCode()).isEqualTo(422);
            assertThat(bad.body()).contains("champions.drl");
            assertThat(analysts.live()).isEqualTo(live);
            assertThat(analysts.pointsForSixSessions()).isEqualTo(30);
            Files.writeString(rule, text);
        }
        // the same table changed in both places
        Analysts.dailyFrom(new EditedKnowledge().set("contact-policy", "Contact policy", "E2", 100), 5)
                .writeTo(directory);
        try (var segue = start()) {
            var analysts = new Analysts(segue);
            assertThat(analysts.pointsForSixSessions()).isEqualTo(30);
            assertThat(segue.get("/v1/knowledge/versions")
                            .at("/versions/0/kept/0")
                            .asString())
                    .isEqualTo("engagement");
            var misspelled = new Http(segue)
                    .send(
                            "POST",
                            "/v1/knowledge/reload",
                            RunningSegue.ADMIN_KEY,
                            "{\"comment\":\"oops\",\"tables\":[\"engagment\"]}");
            assertThat(misspelled.statusCode()).isEqualTo(409);
            var taken = reload(segue, ",\"tables\":[\"engagement\"]");
            assertThat(taken.at("/release/version").asString()).isEqualTo(analysts.live());
            assertThat(Http.json(segue.post("/v1/evaluate", "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":5}}"))
                            .at("/scores/engagement/components/frequency")
                            .asInt())
                    .isEqualTo(30);
        }
        // a directory that can't be used
        Files.writeString(directory.resolve("rules/memberships/champions.drl"), "no rule");
        assertThatThrownBy(this::start).isInstanceOf(KnowledgeRefused.class);
    }

    private RunningSegue start() {
        return RunningSegue.in(data, "segue.knowledge-dir=" + directory);
    }

    private static JsonNode reload(RunningSegue segue, String more) {
        var answer = new Http(segue)
                .send(
                        "POST",
                        "/v1/knowledge/reload",
                        RunningSegue.ADMIN_KEY,
                        "{\"comment\":\"new rules\"%s}".formatted(more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }
}
