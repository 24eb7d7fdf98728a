package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that would change more users than somebody allowed. */
class LimitsTest {
    @TempDir
    Path data;

    @Test
    void a_release_beyond_its_limit_needs_a_rehearsal_and_the_number_confirmed() {
        try (var segue = RunningSegue.in(data, "segue.publication.limits[scores.engagement.value]=10")) {
            var now = Instant.now();
            segue.send(IntStream.rangeClosed(1, 6)
                    .mapToObj(day -> "{\"type\":\"track\",\"userId\":\"ann\",\"event\":\"Any\",\"timestamp\":\"%s\"}"
                            .formatted(now.minus(Duration.ofDays(day)).plusSeconds(3600)))
                    .toList());
            var analysts = new Analysts(segue);
            var draft = analysts.draft("engagement", Analysts.dailyFrom(6));
            var wish = "\"drafts\":[\"%s\"],\"comment\":\"more\"".formatted(draft);

            var unrehearsed = analysts.publish(wish);
            assertThat(unrehearsed.statusCode()).isEqualTo(409);
            assertThat(unrehearsed.body()).contains("rehearse");

            rehearse(segue, draft);
            var surprising = analysts.publish(wish);
            assertThat(surprising.statusCode()).isEqualTo(409);
            assertThat(surprising.body()).contains("scores.engagement.value changes for 100.0 % of users");
            var other = analysts.publish(wish + ",\"confirmed\":{\"scores.engagement.value\":50}");
            assertThat(other.statusCode()).isEqualTo(409);

            var confirmed = analysts.publish(wish + ",\"confirmed\":{\"scores.engagement.value\":100.0}");
            assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
            var release = Http.json(confirmed).get("release");
            assertThat(release.at("/changed").get("scores.engagement.value").asDouble())
                    .isEqualTo(100.0);
            assertThat(release.get("rehearsal").isNull()).isFalse();
        }
    }

    @Test
    void a_limit_of_no_decision_is_told_to_whoever_publishes() {
        try (var segue = RunningSegue.in(data, "segue.publication.limits[nextBestAktion]=10")) {
            var analysts = new Analysts(segue);
            var draft = analysts.draft("engagement", Analysts.dailyFrom(6));
            rehearse(segue, draft);

            var refused = analysts.publish("more", draft);

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("segue.publication.limits", "nextBestAktion");
        }
    }

    private static void rehearse(RunningSegue segue, String draft) {
        var rehearsal = "/v1/drafts/" + draft + "/rehearsal";
        new Http(segue).send("POST", rehearsal, RunningSegue.ADMIN_KEY, "{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> segue.get(rehearsal).get("state").asString(), "DONE"::equals);
    }
}
