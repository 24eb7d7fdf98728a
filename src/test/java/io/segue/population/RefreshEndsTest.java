package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.profiles.Folding;
import io.segue.profiles.Memories;
import io.segue.profiles.Profiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How refreshes end that do not end well, and what outlives the process. */
class RefreshEndsTest {
    private static final Town TOWN = new Town(11, 40);
    private static final Instant LATER = Town.AS_OF.plusSeconds(3600);

    @TempDir
    static Path data;

    private static RefreshingSegue segue;

    @BeforeAll
    static void open() throws Exception {
        segue = new RefreshingSegue(data);
        segue.append(TOWN.events);
        segue.refreshed(Town.AS_OF);
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
    void after_a_restart_standings_answer_the_same_and_what_was_under_way_has_failed() throws Exception {
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
        var distribution = segue.refreshes().latestDistribution();
        var people = segue.bean(Profiles.class).findAll(TOWN.deeds.keySet(), Town.AS_OF);
        var percentiles = TOWN.deeds.keySet().stream().map(before::percentiles).toList();
        var offers = people.values().stream()
                .map(person -> before.recommendations(person.ledger(), Town.DATE))
                .toList();

        segue.close();
        segue = new RefreshingSegue(data);

        var after = segue.bean(StoredStandings.class).at(Town.AS_OF);
        assertThat(TOWN.deeds.keySet().stream().map(after::percentiles)).containsExactlyElementsOf(percentiles);
        assertThat(people.values().stream().map(person -> after.recommendations(person.ledger(), Town.DATE)))
                .containsExactlyElementsOf(offers);
        assertThat(segue.refreshes().latestDistribution()).isEqualTo(distribution);
        for (var id : new long[] {running.id(), waiting.id()}) {
            var ended = segue.refreshes().get(id).orElseThrow();
            assertThat(ended.state()).isEqualTo(Refresh.State.FAILED);
            assertThat(ended.errors()).containsExactly("interrupted by a restart");
            assertThat(ended.finishedAt()).isNotNull();
            assertThat(segue.results(id)).isEmpty();
        }
    }

    private static Refreshes refreshes(Profiles profiles, RefreshStore store) {
        return new Refreshes(
                segue.bean(Journal.class),
                profiles,
                segue.bean(DecisionService.class),
                segue.bean(Playbooks.class),
                store,
                segue.bean(StoredStandings.class),
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
            return (RefreshStore) Proxy.newProxyInstance(
                    Gate.class.getClassLoader(), new Class<?>[] {RefreshStore.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("found")) {
                            reached.countDown();
                            open.await();
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
