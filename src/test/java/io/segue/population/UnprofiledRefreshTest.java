package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.DecisionService;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who refuse profiling leave no trace in what is found of the others. */
class UnprofiledRefreshTest {
    private static final Town TOWN = new Town(7, 240);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T08:00:00Z");

    /** Each twelfth user, none of them merged. */
    private static final List<String> REFUSING = Stream.iterate(5, i -> i + 12)
            .filter(i -> i % 16 > 1)
            .limit(14)
            .map("u%03d"::formatted)
            .toList();

    private static final List<String> ALONE = List.of("early1", "early2", "early3");

    @TempDir
    static Path data;

    private static RefreshingSegue segue;
    private static RefreshingSegue without;
    private static Refresh refresh;

    @BeforeAll
    static void refresh() throws Exception {
        segue = new RefreshingSegue(data.resolve("all"));
        segue.append(TOWN.events);
        segue.append(REFUSING.stream()
                .map(user -> said(user, Town.AS_OF.minusSeconds(60), false))
                .toList());
        segue.append(ALONE.stream().map(user -> said(user, LONG_AGO, false)).toList());
        segue.append(List.of(said("u002", Town.AS_OF.plusSeconds(60), false)));
        refresh = segue.refreshed(Town.AS_OF);
        without = new RefreshingSegue(data.resolve("without"));
        without.append(TOWN.events.stream()
                .filter(event -> !REFUSING.contains(event.userId()))
                .toList());
    }

    @AfterAll
    static void close() {
        segue.close();
        without.close();
    }

    private static Event said(String user, Instant at, boolean consent) {
        return new Event(
                "said " + user + at,
                EventType.IDENTIFY,
                user,
                null,
                null,
                null,
                null,
                at,
                at,
                Map.of(),
                Map.of("profilingConsent", consent));
    }

    @Test
    void they_count_as_done_and_are_in_no_result() {
        assertThat(refresh.total()).isEqualTo(TOWN.deeds.size() + ALONE.size());
        assertThat(refresh.done()).isEqualTo(refresh.total());
        assertThat(refresh.errors()).isEmpty();
        assertThat(segue.results(refresh.id()))
                .extracting(row -> row.get("user_id"))
                .hasSize(TOWN.deeds.size() - REFUSING.size())
                .contains("u002")
                .doesNotContainAnyElementsOf(REFUSING);
        assertThat(segue.refreshes().distribution(refresh.id()).orElseThrow().users())
                .isEqualTo(TOWN.deeds.size() - REFUSING.size());
    }

    @Test
    void what_is_found_of_the_others_is_what_would_be_found_without_them() {
        var other = without.refreshed(Town.AS_OF);
        var store = segue.bean(RefreshStore.class);

        assertThat(segue.results(refresh.id())).isEqualTo(without.results(other.id()));
        assertThat(store.lifts(refresh.id()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        without.bean(RefreshStore.class).lifts(other.id()));
    }

    @Test
    void their_own_decisions_have_no_percentiles_and_those_of_the_others_do() {
        var decisions = segue.bean(DecisionService.class);

        for (var user : REFUSING) {
            var decision = decisions.decide(user, Town.AS_OF).orElseThrow();
            assertThat(decision.metrics().usagePercentile()).isNull();
            assertThat(decision.actions().featureRecommendations()).isEmpty();
        }
        assertThat(TOWN.deeds.keySet()).anySatisfy(user -> assertThat(decisions
                        .decide(user, Town.AS_OF)
                        .orElseThrow()
                        .metrics()
                        .usagePercentile())
                .isNotNull());
    }

    @Test
    void who_refused_later_is_in_the_earlier_results_and_decided_by_none_of_them_later() {
        var decisions = segue.bean(DecisionService.class);
        var before = decisions.decide("u002", Town.AS_OF).orElseThrow();
        var after = decisions.decide("u002", Town.AS_OF.plusSeconds(60)).orElseThrow();

        assertThat(before.why().get(0).decision()).isNotEqualTo("consent.profiling");
        assertThat(after.why().get(0).decision()).isEqualTo("consent.profiling");
        assertThat(after.metrics().totalSessions()).isZero();
    }

    /** A refresh that decided about nobody had ended with nothing done. */
    @Test
    void a_refresh_of_nobody_else_is_done() {
        var lonely = segue.refreshed(LONG_AGO.plusSeconds(60));

        assertThat(lonely.total()).isEqualTo(ALONE.size());
        assertThat(lonely.done()).isEqualTo(ALONE.size());
        assertThat(segue.results(lonely.id())).isEmpty();
        assertThat(segue.refreshes().distribution(lonely.id()).orElseThrow().users())
                .isZero();
    }
}
