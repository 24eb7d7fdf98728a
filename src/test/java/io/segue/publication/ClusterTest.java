package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Writers;
import io.segue.support.Postgres;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several members over one database decide by one version. */
class ClusterTest {
    @TempDir
    Path data;

    @Test
    void members_switch_together_and_one_that_joins_later_takes_what_is_live() {
        try (var first = member("first")) {
            var here = new Analysts(first);
            var defaults = here.live();
            var published = here.published("before the other came", here.draft("engagement", Analysts.dailyFrom(6)))
                    .get("version")
                    .asString();

            try (var second = member("second")) {
                var there = new Analysts(second);
                assertThat(second.bean(LiveKnowledge.class).seq()).isEqualTo(2);
                assertThat(there.pointsForSixSessions()).isEqualTo(30);

                // what is answered there is live here
                assertThat(there.rollBack(defaults).statusCode()).isEqualTo(200);
                assertThat(here.pointsForSixSessions()).isEqualTo(20);

                assertThat(here.rollBack(published).statusCode()).isEqualTo(200);
                assertThat(there.pointsForSixSessions()).isEqualTo(30);
                assertThat(second.bean(LiveKnowledge.class).seq())
                        .isEqualTo(first.bean(LiveKnowledge.class).seq());
            }
            // alone again
            assertThat(here.rollBack(defaults).statusCode()).isEqualTo(200);
            assertThat(here.pointsForSixSessions()).isEqualTo(20);
        }
    }

    /** A member that started ended what another one rehearsed. */
    @Test
    void a_member_that_joins_leaves_the_rehearsals_of_others_alone_and_can_cancel_them() {
        try (var first = member("first")) {
            var store = first.bean(RehearsalStore.class);
            var self = first.bean(Writers.class).self();
            var theirs = store.queue(waiting(), self).id();
            var lost = store.queue(waiting(), "a member that was killed").id();

            try (var second = member("second")) {
                var there = second.bean(Rehearsals.class);
                assertThat(there.get(theirs).orElseThrow().state()).isEqualTo(Rehearsal.State.QUEUED);
                assertThat(there.get(lost).orElseThrow().problems()).containsExactly("interrupted by a restart");

                store.begin(theirs, Instant.now());
                there.cancel(theirs);
                assertThat(store.progress(theirs, 1, 2)).as("wanted to end").isTrue();
            }
        }
    }

    private static Rehearsal waiting() {
        var now = Instant.parse("2026-07-01T00:00:00Z");
        return new Rehearsal(
                0, "d", "v", Rehearsal.State.QUEUED, now, null, 1, 60, 0, 0, now, null, null, List.of(), null);
    }

    private RunningSegue member(String name) {
        return RunningSegue.in(
                data.resolve(name),
                "segue.database.url="
                        + Postgres.shared().database(data.getFileName().toString()),
                "segue.hazelcast.cluster-name=" + data.getFileName(),
                "segue.hazelcast.members=127.0.0.1",
                // nobody but the members themselves tells
                "segue.publication.look=1h");
    }
}
