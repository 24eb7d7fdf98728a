package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.PlaybookSource;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.journal.JournalUnavailable;
import io.segue.journal.RecordKey;
import io.segue.profiles.Folding;
import io.segue.profiles.Memories;
import io.segue.profiles.Profiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.CannotCreateTransactionException;

/** How refreshes end that do not end well, and what outlives the process. */
class RefreshEndsTest {
    private static final Town TOWN = new Town(11, 40);
    private static final Instant LATER = Town.AS_OF.plusSeconds(3600);

    @TempDir
    static Path data;

    private static RefreshingSegue segue;
    private static Refresh first;

    @BeforeAll
    static void open() throws Exception {
        segue = opened();
        segue.append(TOWN.events);
        first = segue.refreshed(Town.AS_OF);
    }

    /** Leaves refreshes to those of the tests, but for what it finds at its start. */
    private static RefreshingSegue opened() {
        return new RefreshingSegue(data, "segue.refreshes.look=1h");
    }

    @AfterAll
    static void close() {
        segue.close();
    }

    @Test
    void a_refresh_that_waits_is_cancelled_at_once_and_one_that_runs_before_its_next_user() throws Exception {
        var gate = new Gate();
        try (var refreshes = refreshes(segue.bean(Profiles.class), gate.before(segue.bean(RefreshStore.class)))) {
            var running = refreshes.start(LATER);
            var waiting = refreshes.start(LATER);
            gate.reached.await();

            assertThat(refreshes.get(running.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);
            assertThat(refreshes.cancel(waiting.id()).orElseThrow().state()).isEqualTo(Refresh.State.CANCELLED);
            assertThat(refreshes.cancel(running.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);
            gate.open.countDown();
            var ended = RefreshingSegue.ended(refreshes, running.id());

            assertThat(ended.state()).isEqualTo(Refresh.State.CANCELLED);
            assertThat(ended.finishedAt()).isNotNull();
            assertThat(segue.results(running.id())).isEmpty();
            assertThat(refreshes.distribution(running.id())).isEmpty();
            assertThat(refreshes.cancel(running.id())).contains(ended);
            assertThat(refreshes.cancel(999_999)).isEmpty();
        }
    }

    @Test
    void the_trouble_of_one_user_is_named_and_leaves_the_others_alone() throws Exception {
        try (var refreshes = refreshes(troubledBy("u005"), segue.bean(RefreshStore.class))) {
            var ended = RefreshingSegue.ended(refreshes, refreshes.start(LATER).id());

            assertThat(ended.state()).isEqualTo(Refresh.State.DONE);
            assertThat(ended.errors()).containsExactly("u005: cannot be read today");
            assertThat(ended.done()).isEqualTo(ended.total()).isEqualTo(TOWN.deeds.size());
            assertThat(segue.results(ended.id())).hasSize(TOWN.deeds.size() - 1).noneMatch(row -> row.get("user_id")
                    .equals("u005"));
        }
    }

    @Test
    void a_refresh_that_can_decide_nobody_has_failed() throws Exception {
        try (var refreshes = refreshes(troubledBy(""), segue.bean(RefreshStore.class))) {
            var ended = RefreshingSegue.ended(refreshes, refreshes.start(LATER).id());

            assertThat(ended.state()).isEqualTo(Refresh.State.FAILED);
            assertThat(ended.errors()).hasSize(20).first().asString().contains("none of the 40 users");
            assertThat(ended.errors().get(19)).isEqualTo("and 22 more");
            assertThat(segue.bean(RefreshStore.class).finished()).doesNotContain(ended);
        }
    }

    @Test
    void after_a_restart_standings_answer_the_same_and_what_was_under_way_is_begun_anew() throws Exception {
        var gate = new Gate();
        var refreshes = refreshes(segue.bean(Profiles.class), gate.before(segue.bean(RefreshStore.class)));
        var running = refreshes.start(LATER);
        var waiting = refreshes.start(LATER);
        gate.reached.await();
        var closed = CompletableFuture.runAsync(refreshes::close);
        while (!refreshes.isClosing()) Thread.sleep(1);
        gate.open.countDown();
        closed.join();
        var before = segue.bean(StoredStandings.class).at(Town.AS_OF);
        var distribution = segue.refreshes().distribution(first.id());
        var people = segue.bean(Profiles.class).findAll(TOWN.deeds.keySet(), Town.AS_OF);
        var percentiles = TOWN.deeds.keySet().stream().map(before::percentiles).toList();
        var offers = people.values().stream()
                .map(person -> before.recommendations(person.ledger(), Town.DATE))
                .toList();
        assertThat(segue.refreshes().get(running.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);

        segue.close();
        segue = opened();

        var after = segue.bean(StoredStandings.class).at(Town.AS_OF);
        assertThat(TOWN.deeds.keySet().stream().map(after::percentiles)).containsExactlyElementsOf(percentiles);
        assertThat(people.values().stream().map(person -> after.recommendations(person.ledger(), Town.DATE)))
                .containsExactlyElementsOf(offers);
        assertThat(segue.refreshes().distribution(first.id())).isEqualTo(distribution);
        for (var id : new long[] {running.id(), waiting.id()}) {
            var ended = RefreshingSegue.ended(segue.refreshes(), id);
            assertThat(ended.state()).as("%s", ended.errors()).isEqualTo(Refresh.State.DONE);
            assertThat(ended.errors()).isEmpty();
            assertThat(segue.results(id)).hasSize(TOWN.deeds.size());
        }
    }

    @Test
    void a_member_that_gives_no_sign_of_life_loses_the_refresh_and_keeps_nothing_of_it() throws Exception {
        var gate = new Gate();
        var store = segue.bean(RefreshStore.class);
        try (var paused = refreshes(segue.bean(Profiles.class), gate.pausing(store));
                var other = refreshes(segue.bean(Profiles.class), store)) {
            var running = paused.start(LATER);
            gate.reached.await();
            other.look();
            assertThat(other.get(running.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);

            var ended = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> {
                                other.look();
                                return other.get(running.id()).orElseThrow();
                            },
                            Refresh::ended);
            var results = segue.results(running.id());
            gate.open.countDown();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !paused.leads());

            assertThat(ended.state()).isEqualTo(Refresh.State.DONE);
            assertThat(other.get(running.id())).contains(ended);
            assertThat(results).hasSize(TOWN.deeds.size()).isEqualTo(segue.results(running.id()));
        }
    }

    @Test
    void a_refresh_is_begun_anew_when_the_database_was_away() throws Exception {
        var store = segue.bean(RefreshStore.class);
        var failures = new AtomicInteger();
        var away = (RefreshStore) Proxy.newProxyInstance(
                Gate.class.getClassLoader(), new Class<?>[] {RefreshStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("finish") && failures.getAndIncrement() == 0)
                        throw new CannotCreateTransactionException("away");
                    return method.invoke(store, arguments);
                });
        try (var refreshes = refreshes(segue.bean(Profiles.class), away)) {
            var refresh = refreshes.start(LATER);
            Awaitility.await().until(() -> failures.get() == 1 && !refreshes.leads());
            assertThat(refreshes.get(refresh.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);

            refreshes.look();

            var ended = RefreshingSegue.ended(refreshes, refresh.id());
            assertThat(ended.state()).isEqualTo(Refresh.State.DONE);
            assertThat(segue.results(refresh.id())).hasSize(TOWN.deeds.size());
        }
    }

    @Test
    void users_who_cannot_be_read_for_lack_of_the_database_are_not_left_out() throws Exception {
        var away = new AtomicBoolean(true);
        Memories memories = keys -> {
            if (away.get()) throw new JournalUnavailable("the journal cannot be read", null);
            return segue.bean(Memories.class).read(keys);
        };
        var profiles = new Profiles(memories, segue.bean(Journal.class), segue.bean(Folding.class));
        try (var refreshes = refreshes(profiles, segue.bean(RefreshStore.class))) {
            var refresh = refreshes.start(LATER);
            Awaitility.await().until(() -> segue.claims(refresh.id()) == 1 && !refreshes.leads());
            assertThat(refreshes.get(refresh.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);
            away.set(false);

            refreshes.look();

            assertThat(RefreshingSegue.ended(refreshes, refresh.id()).errors()).isEmpty();
            assertThat(segue.results(refresh.id())).hasSize(TOWN.deeds.size());
        }
    }

    @Test
    void a_claim_that_another_has_taken_writes_nothing() {
        var store = segue.bean(RefreshStore.class);
        var refresh = store.queue(LATER);
        var seen = store.next().orElseThrow();
        var lost = store.claim(seen, "one", LATER).orElseThrow();
        assertThat(store.claim(seen, "late", LATER)).isEmpty();
        var behind = store.queue(LATER);
        assertThat(store.next().orElseThrow().id()).isEqualTo(refresh.id());
        var claim = store.claim(store.next().orElseThrow(), "other", LATER).orElseThrow();

        assertThat(store.renew(claim)).isFalse();
        assertThatThrownBy(() -> store.renew(lost)).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> store.clear(lost)).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> store.release(lost)).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> store.found(lost, List.of(new Lift("a", "b", 2)), 1))
                .isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> store.decided(lost, List.of(), 1, List.of())).isInstanceOf(ClaimLost.class);
        assertThatThrownBy(() -> store.giveUp(lost, Refresh.State.FAILED, List.of(), LATER))
                .isInstanceOf(ClaimLost.class);
        assertThat(store.lifts(refresh.id())).isEmpty();
        assertThat(store.get(refresh.id()).orElseThrow().state()).isEqualTo(Refresh.State.RUNNING);
        store.cancel(refresh.id(), LATER);
        assertThat(store.renew(claim)).isTrue();
        store.giveUp(claim, Refresh.State.CANCELLED, List.of(), LATER);
        store.cancel(behind.id(), LATER);
        assertThat(store.next()).isEmpty();
        assertThatThrownBy(() -> store.renew(claim)).isInstanceOf(ClaimLost.class);
    }

    @Test
    void a_refresh_that_ends_every_member_that_leads_it_fails_in_the_end() {
        var store = segue.bean(RefreshStore.class);
        var refresh = store.queue(LATER);
        for (int i = 0; i < 10; i++)
            store.claim(store.next().orElseThrow(), "any", LATER).orElseThrow();
        store.release(new Claim(refresh.id(), 10));

        try (var refreshes = refreshes(segue.bean(Profiles.class), store)) {
            refreshes.look();
            var ended = RefreshingSegue.ended(refreshes, refresh.id());

            assertThat(ended.state()).isEqualTo(Refresh.State.FAILED);
            assertThat(ended.errors()).singleElement().asString().contains("10 members led it");
        }
    }

    @Test
    void who_is_erased_while_a_refresh_runs_is_in_none_of_its_results_and_errors() throws Exception {
        var gate = new Gate();
        try (var refreshes = refreshes(troubledBy("u005"), gate.before(segue.bean(RefreshStore.class)))) {
            var running = refreshes.start(LATER);
            gate.reached.await();
            segue.refreshes().forget(List.of("u005", "u006"));
            gate.open.countDown();
            var ended = RefreshingSegue.ended(refreshes, running.id());

            assertThat(ended.state()).isEqualTo(Refresh.State.DONE);
            assertThat(ended.errors()).containsExactly("a user who is erased by now could not be decided on");
            assertThat(segue.results(running.id()))
                    .hasSize(TOWN.deeds.size() - 2)
                    .extracting(row -> row.get("user_id"))
                    .doesNotContain("u005", "u006");
        }
        // whoever comes back counts again
        assertThat(segue.results(segue.refreshed(LATER).id())).hasSize(TOWN.deeds.size());
    }

    private static Refreshes refreshes(Profiles profiles, RefreshStore store) {
        return new Refreshes(
                segue.bean(Journal.class),
                new Worker(
                        profiles,
                        segue.bean(DecisionService.class),
                        segue.bean(PlaybookSource.class),
                        new SimpleMeterRegistry()),
                segue.bean(Playbooks.class),
                store,
                segue.bean(StoredStandings.class),
                segue.bean(Crew.class),
                new RefreshSettings(Duration.ofHours(1), Duration.ofSeconds(1), 250),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** Profiles that cannot read the users whose ids begin so. */
    private static Profiles troubledBy(String prefix) {
        Memories memories = keys -> {
            if (keys.stream()
                    .anyMatch(
                            key -> key.kind() == RecordKey.Kind.USER && key.id().startsWith(prefix)))
                throw new IllegalStateException("cannot be read today");
            return segue.bean(Memories.class).read(keys);
        };
        return new Profiles(memories, segue.bean(Journal.class), segue.bean(Folding.class));
    }

    /** Holds a refresh up between counting and deciding. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        RefreshStore before(RefreshStore store) {
            return held(store, Set.of("found"));
        }

        /** No sign of life either. */
        RefreshStore pausing(RefreshStore store) {
            return held(store, Set.of("found", "renew"));
        }

        private RefreshStore held(RefreshStore store, Set<String> methods) {
            return (RefreshStore) Proxy.newProxyInstance(
                    Gate.class.getClassLoader(), new Class<?>[] {RefreshStore.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("found")) reached.countDown();
                        if (methods.contains(method.getName()) && reached.getCount() == 0) open.await();
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
