package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.facts.Account;
import io.segue.journal.Journal;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final Town TOWN = new Town(7, 240);

    @TempDir
    static Path data;

    private static RefreshingSegue segue;
    private static Refresh refresh;

    @BeforeAll
    static void refresh() throws Exception {
        segue = new RefreshingSegue(data);
        segue.append(TOWN.events);
        refresh = segue.refreshed(Town.AS_OF);
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void everyone_known_by_then_is_a_member_and_nobody_merged_is() {
        assertThat(refresh.total()).isEqualTo(TOWN.deeds.size());
        assertThat(refresh.done()).isEqualTo(refresh.total());
        assertThat(refresh.errors()).isEmpty();
        assertThat(segue.results(refresh.id()))
                .extracting(row -> row.get("user_id"))
                .containsExactlyElementsOf(TOWN.deeds.keySet());
    }

    @Test
    void what_is_kept_of_a_user_is_what_a_decision_then_says() {
        var decisions = segue.bean(DecisionService.class);
        for (var row : segue.results(refresh.id())) {
            var decision =
                    decisions.decide((String) row.get("user_id"), Town.AS_OF).orElseThrow();

            assertThat(row)
                    .as(decision.userId())
                    .containsEntry("usage_percentile", decision.metrics().usagePercentile())
                    .containsEntry("breadth_percentile", decision.metrics().breadthPercentile())
                    .containsEntry("content_percentile", decision.metrics().contentPercentile())
                    .containsEntry("lifecycle", decision.segments().lifecycle())
                    .containsEntry("rfm", decision.segments().rfm())
                    .containsEntry(
                            "expansion_tier",
                            decision.scores().expansionReadiness().tier())
                    .containsEntry("sales_tier", decision.actions().salesTier().tier())
                    .containsEntry("next_best_action", decision.nextBestAction().action());
        }
    }

    @Test
    void account_figures_are_those_that_the_account_has() {
        var decisions = segue.bean(DecisionService.class);
        var census = new Census(segue.bean(Playbooks.class).live().catalogue());
        var people = segue.bean(Profiles.class).findAll(TOWN.deeds.keySet(), Town.AS_OF);
        for (var person : people.values()) census.add(figures(person));

        assertThat(people.values()).extracting(Person::accountId).contains("acme1");
        for (var account : new String[] {"acme0", "acme1", "acme2", "acme3"})
            assertThat(census.account(account)).isEqualTo(decisions.account(account, Town.AS_OF));
    }

    private static Figures figures(Person person) {
        var decisions = segue.bean(DecisionService.class);
        var playbook = segue.bean(Playbooks.class).live();
        var metrics = decisions
                .situation(person, Town.AS_OF, Account.NONE, Standings.View.NONE, playbook)
                .metrics();
        return Figures.of(person, metrics, decisions.share(person, Town.AS_OF, playbook), Town.DATE);
    }

    @Test
    void a_repeated_refresh_of_a_past_date_finds_the_same() throws Exception {
        var again = segue.refreshed(Town.AS_OF);

        assertThat(again.id()).isGreaterThan(refresh.id());
        assertThat(segue.results(again.id())).isEqualTo(segue.results(refresh.id()));
        var store = segue.bean(RefreshStore.class);
        assertThat(store.lifts(again.id())).containsExactlyInAnyOrderElementsOf(store.lifts(refresh.id()));
    }

    @Test
    void every_user_counts_once_in_each_dimension_and_tier() {
        var distribution = segue.refreshes().distribution(refresh.id()).orElseThrow();

        assertThat(distribution.users()).isEqualTo(TOWN.deeds.size());
        assertThat(distribution.dimensions()).hasSize(13);
        assertThat(distribution.tiers())
                .containsOnlyKeys("engagement", "activation", "expansionReadiness", "churnRisk");
        assertThat(Stream.of(
                                distribution.dimensions().values().stream(),
                                distribution.tiers().values().stream(),
                                Stream.of(distribution.salesTiers(), distribution.nextBestActions()))
                        .flatMap(counts -> counts))
                .allSatisfy(counts -> assertThat(sum(counts)).isEqualTo(distribution.users()));
        assertThat(distribution.dimensions().get("lifecycle")).isEqualTo(counted("lifecycle"));
        assertThat(distribution.nextBestActions()).isEqualTo(counted("next_best_action"));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> counted(String column) {
        var counts = new TreeMap<String, Integer>();
        for (var row : segue.results(refresh.id())) counts.merge((String) row.get(column), 1, Integer::sum);
        return counts;
    }

    @Test
    void standings_are_those_of_the_refresh_with_the_greatest_asOf_that_is_not_later() throws Exception {
        var standings = segue.bean(StoredStandings.class);
        var profiles = segue.bean(Profiles.class);
        var counted =
                segue.bean(RefreshStore.class).placings(refresh.id()).get(0).userId();
        // four more, so that the one before them is looked up user by user and no longer held
        for (int day = 1; day <= 3; day++) segue.refreshed(Town.AS_OF.plusSeconds(86_400L * day));
        segue.refreshed(Instant.parse("2024-01-01T00:00:00Z"));

        var before = standings.at(Town.AS_OF.minusSeconds(1));
        var at = standings.at(Town.AS_OF.plusSeconds(60));
        var later = standings.at(Town.AS_OF.plusSeconds(86_400));

        assertThat(before.percentiles(counted).usage()).isNull();
        assertThat(at.percentiles(counted).usage())
                .isEqualTo(new NaiveStandings(
                                TOWN, segue.bean(Playbooks.class).live().catalogue())
                        .percentiles(counted)
                        .usage());
        assertThat(at.percentiles("nobody").usage()).isNull();
        assertThat(later.percentiles(counted).usage()).isNotNull();
        assertThat(standings.at(Instant.parse("2023-12-31T00:00:00Z"))).isSameAs(Standings.View.NONE);
        assertThat(profiles.findAll(TOWN.deeds.keySet(), Town.AS_OF).values())
                .anySatisfy(person -> assertThat(at.recommendations(person.ledger(), Town.DATE))
                        .isNotEmpty());
    }

    @Test
    void the_future_is_refused() {
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);

        assertThatThrownBy(() -> segue.refreshes().start(tomorrow))
                .isInstanceOf(AsOfInTheFuture.class)
                .hasMessageContaining(tomorrow.toString());
        assertThat(segue.bean(Journal.class).count()).isEqualTo(TOWN.events.size());
    }
}
