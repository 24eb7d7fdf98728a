package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Journal;
import io.segue.metrics.Percentiles;
import io.segue.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Several members over one database refresh together, fewer and fewer of them from test to test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefreshClusterTest {
    private static final Town TOWN = new Town(13, 3000);
    private static final Instant LATER = Town.AS_OF.plusSeconds(3600);

    @TempDir
    static Path data;

    private static RefreshingSegue first;
    private static RefreshingSegue second;
    private static RefreshingSegue third;

    private static Refresh alone;
    private static List<Map<String, Object>> results;

    @BeforeAll
    static void begin() throws Exception {
        first = member("first", "500ms");
        first.append(TOWN.events);
        alone = first.refreshed(Town.AS_OF);
        results = first.results(alone.id());
        second = member("second", "500ms");
        // others must tell it what finished
        third = member("third", "1h");
        Awaitility.await().until(() -> first.bean(Crew.class).members().size() == 3);
    }

    @AfterAll
    static void end() {
        Stream.of(third, second, first).forEach(RefreshingSegue::close);
    }

    private static RefreshingSegue member(String name, String look) {
        return new RefreshingSegue(
                data.resolve(name),
                "segue.database.url="
                        + Postgres.shared().database(data.getFileName().toString()),
                "segue.hazelcast.cluster-name=" + data.getFileName(),
                "segue.hazelcast.members=127.0.0.1",
                "segue.refreshes.look=" + look,
                "segue.refreshes.lease=5s",
                "segue.refreshes.portion=10");
    }

    @Test
    @Order(1)
    void three_members_find_what_one_finds_and_each_does_a_part_of_it() {
        assertThat(results).extracting(row -> row.get("user_id")).containsExactlyElementsOf(TOWN.deeds.keySet());
        double before =
                Stream.of(first, second, third).mapToDouble(this::worked).sum();
        double firstBefore = worked(first);

        var together = first.refreshed(Town.AS_OF);

        assertThat(first.results(together.id())).isEqualTo(results);
        assertThat(together.done()).isEqualTo(together.total()).isEqualTo(TOWN.deeds.size());
        assertThat(together.errors()).isEmpty();
        var store = first.bean(RefreshStore.class);
        assertThat(store.lifts(together.id()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(store.lifts(alone.id()));
        assertThat(store.distribution(together.id()).orElseThrow().dimensions())
                .isEqualTo(store.distribution(alone.id()).orElseThrow().dimensions());
        assertThat(worked(first)).isGreaterThan(firstBefore);
        assertThat(worked(second)).isPositive();
        assertThat(worked(third)).isPositive();
        // counted once each, and those who are no part of others decided on once each
        int ids = first.bean(Journal.class).users(null, null, 10_000).size();
        assertThat(Stream.of(first, second, third).mapToDouble(this::worked).sum() - before)
                .isEqualTo(ids + TOWN.deeds.size());
    }

    private double worked(RefreshingSegue member) {
        return member.bean(Worker.class).users();
    }

    @Test
    @Order(2)
    void what_finished_at_one_member_counts_at_all_of_them_at_once() {
        var latest = first.refreshed(LATER);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        Stream.of(first, second, third).map(member -> member.bean(StoredStandings.class)
                                .latest()
                                .orElseThrow()
                                .id()))
                .containsOnly(latest.id()));
        var user = first.bean(RefreshStore.class).placings(latest.id()).get(0).userId();
        assertThat(third.bean(StoredStandings.class).at(LATER).percentiles(user))
                .isEqualTo(first.bean(StoredStandings.class).at(LATER).percentiles(user));
    }

    @Test
    @Order(3)
    void who_was_taken_out_at_one_member_has_no_standing_at_any() {
        var latest = first.bean(StoredStandings.class).latest().orElseThrow();
        var erased = first.bean(RefreshStore.class).placings(latest.id()).get(0).userId();
        var held = third.bean(StoredStandings.class).at(LATER);
        assertThat(held.percentiles(erased)).isNotEqualTo(Percentiles.NONE);

        second.refreshes().forget(List.of(erased));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> held.percentiles(erased)
                .equals(Percentiles.NONE));
    }

    @Test
    @Order(4)
    void who_is_taken_out_at_one_member_is_in_no_result_of_what_another_leads() {
        var running = underWay(Town.AS_OF);
        var other = leader() == second ? first : second;
        var erased = List.of(TOWN.deeds.firstKey(), TOWN.deeds.lastKey());
        other.refreshes().forget(erased);

        assertThat(RefreshingSegue.ended(other.refreshes(), running.id()).state())
                .isEqualTo(Refresh.State.DONE);
        assertThat(first.results(running.id()))
                .hasSize(TOWN.deeds.size() - 2)
                .extracting(row -> row.get("user_id"))
                .doesNotContainAnyElementsOf(erased);
    }

    @Test
    @Order(5)
    void any_member_ends_what_another_leads() {
        var running = underWay(Town.AS_OF);
        var waiting = first.refreshes().start(Town.AS_OF);
        var other = leader() == second ? first : second;

        assertThat(other.refreshes().cancel(waiting.id()).orElseThrow().state()).isEqualTo(Refresh.State.CANCELLED);
        other.refreshes().cancel(running.id());

        var ended = RefreshingSegue.ended(other.refreshes(), running.id());
        assertThat(ended.state()).isEqualTo(Refresh.State.CANCELLED);
        assertThat(first.results(running.id())).isEmpty();
    }

    @Test
    @Order(6)
    void a_member_that_is_lost_takes_nothing_with_it() {
        var running = underWay(Town.AS_OF);
        assertThat(leader()).isNotSameAs(third);

        lose(third);

        var ended = RefreshingSegue.ended(first.refreshes(), running.id());
        assertThat(ended.state()).as("%s", ended.errors()).isEqualTo(Refresh.State.DONE);
        assertThat(ended.errors()).isEmpty();
        assertThat(first.results(running.id())).isEqualTo(results);
    }

    @Test
    @Order(7)
    void another_member_ends_what_a_lost_one_led() {
        var running = underWay(Town.AS_OF);
        var leader = leader();
        var left = leader == first ? second : first;

        lose(leader);

        var ended = RefreshingSegue.ended(left.refreshes(), running.id());
        assertThat(ended.state()).as("%s", ended.errors()).isEqualTo(Refresh.State.DONE);
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.done()).isEqualTo(ended.total()).isEqualTo(TOWN.deeds.size());
        assertThat(left.results(running.id())).isEqualTo(results);
        assertThat(left.claims(running.id())).isEqualTo(2);
    }

    private static Refresh underWay(Instant asOf) {
        var refresh = first.refreshes().start(asOf);
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> first.refreshes().get(refresh.id()).orElseThrow(), now -> now.done() > 0);
    }

    private static RefreshingSegue leader() {
        return Stream.of(first, second, third)
                .filter(member -> member.refreshes().leads())
                .findFirst()
                .orElseThrow();
    }

    /** As if its process had been killed: nobody is told, and nothing is handed over. */
    private static void lose(RefreshingSegue member) {
        member.bean(HazelcastInstance.class).getLifecycleService().terminate();
    }
}
