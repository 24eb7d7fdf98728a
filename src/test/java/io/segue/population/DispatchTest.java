package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.population.Population.Portion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who works on which users, and what becomes of those of a member that doesn't. */
class DispatchTest {
    private static final List<String> USERS =
            IntStream.range(0, 1000).mapToObj("u%04d"::formatted).toList();

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Others crew = new Others();
    private final List<String> taken = new ArrayList<>();
    private final List<String> here = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @Test
    void each_user_is_worked_on_once_most_by_the_member_that_holds_it() {
        crew.join(2);

        dispatch();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(here).isNotEmpty();
        crew.others.forEach(member -> assertThat(crew.done.get(member)).isNotEmpty());
        assertThat(crew.mostAtOnce).isLessThanOrEqualTo(4);
    }

    @Test
    void what_a_member_that_leaves_was_to_do_others_do() {
        crew.join(2);
        var leaving = crew.others.iterator().next();
        crew.answers = (member, ids) -> {
            if (!member.equals(leaving)) return crew.worked(member, ids);
            crew.others.remove(leaving);
            return CompletableFuture.failedFuture(new MemberGone("left"));
        };

        dispatch();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(crew.done).doesNotContainKey(leaving);
    }

    @Test
    void what_a_member_fails_at_is_done_here_once() {
        crew.join(1);
        crew.answers =
                (member, ids) -> CompletableFuture.failedFuture(new IllegalStateException("has no such version"));

        dispatch();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(here).containsExactlyInAnyOrderElementsOf(USERS);
    }

    @Test
    void users_who_all_fail_at_another_member_are_tried_here() {
        crew.join(1);
        crew.answers = (member, ids) -> CompletableFuture.completedFuture(new Portion<>(
                List.of(), ids.stream().map(id -> id + ": no database").toList(), ids.size()));

        dispatch();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(USERS);
    }

    @Test
    void what_fails_here_ends_it() {
        crew.join(1);
        var failing = new Dispatch(
                crew,
                workers,
                new Dispatch.Here() {
                    @Override
                    public <T> Portion<T> work(Assignment<T> assignment) {
                        throw new IllegalStateException("not here either");
                    }
                },
                4,
                10,
                () -> {});

        assertThatThrownBy(() -> failing.each(List.of(USERS).iterator(), DispatchTest::counting, any -> {}))
                .hasMessage("not here either");
    }

    @Test
    void users_over_whom_three_members_left_end_it() {
        crew.join(5);
        crew.holdsAll = true;
        crew.answers = (member, ids) -> {
            crew.others.remove(member);
            return CompletableFuture.failedFuture(new MemberGone("left"));
        };

        assertThatThrownBy(() -> dispatch(USERS.subList(0, 5)))
                .hasMessageContaining("3 members left one after the other");
        assertThat(crew.others).hasSize(2);
    }

    @Test
    void who_has_nothing_to_do_takes_what_waits_for_others() {
        crew.join(2);
        crew.holdsAll = true;

        dispatch();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(here).isNotEmpty();
        assertThat(crew.done).hasSize(2);
    }

    @Test
    void it_ends_when_told_to_while_a_member_does_not_answer() {
        crew.join(1);
        crew.answers = (member, ids) -> new CompletableFuture<>();
        var ended = new AtomicBoolean();
        var dispatch = new Dispatch(crew, workers, new Local(), 4, 10, () -> {
            if (here.size() >= USERS.size() / 3) ended.set(true);
            if (ended.get()) throw new IllegalStateException("ended");
        });

        assertThatThrownBy(() -> dispatch.each(List.of(USERS).iterator(), DispatchTest::counting, any -> {}))
                .hasMessage("ended");
    }

    private void dispatch() {
        dispatch(USERS);
    }

    private void dispatch(List<String> users) {
        var pages = new ArrayList<List<String>>();
        for (int from = 0; from < users.size(); from += 100)
            pages.add(users.subList(from, Math.min(from + 100, users.size())));
        new Dispatch(crew, workers, new Local(), 4, 10, () -> {})
                .each(pages.iterator(), DispatchTest::counting, portion -> {
                    assertThat(portion.errors()).isEmpty();
                    portion.results().forEach(figures -> taken.add(figures.userId()));
                });
    }

    private static Assignment<Figures> counting(List<String> ids) {
        return new Counting(Instant.EPOCH, "v", ids);
    }

    @SuppressWarnings("unchecked") // all that is worked on here is counted
    private static <T> Portion<T> counted(List<String> ids) {
        return (Portion<T>) new Portion<>(
                ids.stream()
                        .map(id -> new Figures(id, true, null, null, 0, 0, 0, false, false, Set.of()))
                        .toList(),
                List.of(),
                ids.size());
    }

    private final class Local implements Dispatch.Here {
        @Override
        public <T> Portion<T> work(Assignment<T> assignment) {
            here.addAll(assignment.userIds());
            return counted(assignment.userIds());
        }
    }

    /** Members that work as the test says. */
    private static final class Others implements Crew {
        private final UUID self = UUID.randomUUID();
        private final Set<UUID> others = new LinkedHashSet<>();
        private final Map<UUID, List<String>> done = new HashMap<>();
        private final Map<UUID, Integer> underWay = new HashMap<>();
        private int mostAtOnce;
        private boolean holdsAll;
        private BiFunction<UUID, List<String>, CompletableFuture<Portion<Object>>> answers = this::worked;

        void join(int members) {
            for (int i = 0; i < members; i++) others.add(UUID.randomUUID());
        }

        synchronized CompletableFuture<Portion<Object>> worked(UUID member, List<String> ids) {
            done.computeIfAbsent(member, any -> new ArrayList<>()).addAll(ids);
            mostAtOnce = Math.max(mostAtOnce, underWay.merge(member, 1, Integer::sum));
            return CompletableFuture.supplyAsync(() -> {
                synchronized (this) {
                    underWay.merge(member, -1, Integer::sum);
                }
                return counted(ids);
            });
        }

        @Override
        public boolean active() {
            return true;
        }

        @Override
        public UUID self() {
            return self;
        }

        @Override
        public Set<UUID> members() {
            var all = new LinkedHashSet<>(others);
            all.add(self);
            return all;
        }

        @Override
        public UUID holder(String userId) {
            var all = new ArrayList<>(members());
            if (holdsAll) return all.get(0);
            return all.get(Integer.parseInt(userId.substring(1)) % all.size());
        }

        @Override
        @SuppressWarnings("unchecked") // see counted
        public <T> CompletableFuture<Portion<T>> send(Assignment<T> assignment, UUID member) {
            return (CompletableFuture<Portion<T>>) (CompletableFuture<?>) answers.apply(member, assignment.userIds());
        }

        @Override
        public void tell() {}
    }
}
