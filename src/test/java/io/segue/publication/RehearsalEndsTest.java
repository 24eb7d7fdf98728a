package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.decisions.DecisionService;
import io.segue.journal.Writers;
import io.segue.population.AsOfInTheFuture;
import io.segue.publication.Rehearsal.State;
import io.segue.support.EditedKnowledge;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a rehearsal ends, it says why, and nobody else notices. */
class RehearsalEndsTest {
    private static final RehearsalWish WISH = new RehearsalWish(Village.AS_OF, null, 1, null);

    @TempDir
    static Path data;

    private static Village village;

    @BeforeAll
    static void open() throws Exception {
        village = Village.settled(data);
    }

    @AfterAll
    static void close() {
        village.close();
    }

    private static EditedKnowledge draft() {
        return new EditedKnowledge().set("lifecycle", "Lifecycle", "B11", 25);
    }

    /** A draft with an engineers' rule that does this once it fires, for users of the plan pro. */
    private static EditedKnowledge draftThat(String does) {
        return new EditedKnowledge().put("rules/memberships/odd.drl", """
                package memberships

                import io.segue.facts.Readiness
                import io.segue.facts.Plan
                global io.segue.rules.Conclusions conclusions

                rule "memberships/odd"
                    @owner("tests")
                    @decision("memberships")
                    @result("ODD")
                when
                    $f : Readiness( traits.plan == Plan.PRO )
                then
                    %s
                    conclusions.rule( drools.getRule().getName() );
                end
                """.formatted(does));
    }

    @Test
    void one_that_waits_is_cancelled_at_once_and_one_that_runs_before_its_next_user_and_no_more_may_wait()
            throws Exception {
        var gate = new Gate();
        try (var rehearsals = rehearsals(gate, Village.settings())) {
            var running = rehearsals.start("a", draft().files(), WISH);
            gate.reached.await();
            var waiting = rehearsals.start("b", draft().files(), WISH);
            var second = rehearsals.start("b", draft().files(), WISH);

            assertThatThrownBy(() -> rehearsals.start("c", draft().files(), WISH))
                    .isInstanceOf(TooMuchAtOnce.class)
                    .hasMessageContaining("2 rehearsals wait");
            assertThat(rehearsals.latest("c")).isEmpty();
            assertThat(rehearsals.latest("b")).contains(second);
            assertThat(rehearsals.get(running.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
            assertThat(rehearsals.cancel(waiting.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
            assertThat(rehearsals.cancel(running.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
            gate.open.countDown();

            var ended = Village.ended(rehearsals, running.id());
            assertThat(ended.state()).isEqualTo(State.CANCELLED);
            assertThat(ended.problems()).isEmpty();
            assertThat(ended.report()).isNull();
            assertThat(ended.finishedAt()).isNotNull();
            assertThat(rehearsals.cancel(running.id())).contains(ended);
            assertThat(rehearsals.cancel(999_999)).isEmpty();
            var done = Village.ended(rehearsals, second.id());
            assertThat(done.state()).isEqualTo(State.DONE);
            assertThat(done.done()).isEqualTo(done.total()).isEqualTo(Village.USERS);
            assertThat(rehearsals.cancel(second.id()).orElseThrow().report()).isNotNull();
        }
    }

    @Test
    void one_that_takes_longer_than_its_limit_is_timed_out() {
        var slow = draftThat("try { Thread.sleep(120); } catch (InterruptedException e) { }");

        var ended = village.rehearsed(slow, new RehearsalWish(Village.AS_OF, null, 1, Duration.ofSeconds(2)));

        assertThat(ended.state()).isEqualTo(State.TIMED_OUT);
        assertThat(ended.problems()).containsExactly("it took longer than its time limit");
    }

    @Test
    void after_a_restart_reports_are_as_before_and_what_was_under_way_has_failed() throws Exception {
        var done = village.rehearsed(draft(), WISH);
        var gate = new Gate();
        var rehearsals = rehearsals(gate, Village.settings());
        var running = rehearsals.start("a", draft().files(), WISH);
        gate.reached.await();
        var waiting = rehearsals.start("a", draft().files(), WISH);

        // the next process, as it were, while the first still hangs
        try (var next = new Rehearsals(
                village.surroundings(Village.settings()),
                village.bean(RehearsalStore.class),
                village.bean(Writers.class),
                Clock.systemUTC())) {
            assertThat(next.get(done.id())).contains(done);
            for (var id : new long[] {running.id(), waiting.id()}) {
                var ended = next.get(id).orElseThrow();
                assertThat(ended.state()).isEqualTo(State.FAILED);
                assertThat(ended.problems()).containsExactly("interrupted by a restart");
                assertThat(ended.finishedAt()).isNotNull();
            }
        }
        gate.open.countDown();
        rehearsals.close();
        assertThat(rehearsals.get(running.id()).orElseThrow().problems()).containsExactly("interrupted by a restart");
        assertThatThrownBy(() -> rehearsals.start("a", draft().files(), WISH)).isInstanceOf(TooMuchAtOnce.class);
    }

    @Test
    void a_draft_that_can_not_be_compiled_has_failed_with_its_problems() {
        var ended = village.rehearsed(draft().set("dormancy", "Dormancy", "C11", "soon"), WISH);

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.problems()).singleElement().asString().contains("dormancy.xlsx Dormancy!C11", "soon");

        assertThat(village.rehearsed(draft().set("tracking-plan", "Tracking plan", "C3", "GUESS"), WISH)
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("tracking-plan.xlsx Tracking plan!C3", "GUESS"));
    }

    @Test
    void a_draft_that_loops_has_failed_with_the_user_it_loops_for() {
        var ended = village.rehearsed(draftThat("insert( $f.traits() ); update( $f );"), WISH);

        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.problems()).singleElement().asString().contains("v000: rules fired 10000 times");
    }

    @Test
    void a_draft_that_fails_many_users_has_failed_and_one_that_fails_few_tells_which() {
        var failing = draftThat("if (true) throw new IllegalStateException(\"odd\");");

        try (var strict = new Rehearsals(
                village.surroundings(Village.settings()),
                village.bean(RehearsalStore.class),
                village.bean(Writers.class),
                Clock.systemUTC())) {
            var ended = Village.ended(
                    strict, strict.start("a", failing.files(), WISH).id());
            assertThat(ended.state()).isEqualTo(State.FAILED);
            assertThat(ended.problems()).hasSize(21).first().isEqualTo("more than 10 users could not be decided on");
        }

        var report = village.report(failing, WISH);
        // every fourth user has the plan, and none of those refuses
        assertThat(report.errors()).isEqualTo(Village.USERS / 4);
        assertThat(report.errorSamples()).hasSize(20).first().asString().startsWith("v000: ");
        assertThat(report.users()).isEqualTo(Village.USERS - Village.REFUSING - report.errors());
        assertThat(Surprise.over(report, Map.of("segments.role", 20.0)))
                .singleElement()
                .satisfies(surprise -> {
                    assertThat(surprise.users()).isEqualTo(report.errors());
                    assertThat(surprise.percent()).isEqualTo(26.3);
                });
    }

    @Test
    void a_draft_that_exhausts_the_stack_fails_its_users_and_one_that_exhausts_memory_fails_at_once() {
        var deep = village.report(draftThat("if (true) throw new StackOverflowError();"), WISH);
        var wide = village.rehearsed(
                draftThat("long[][] all = new long[64][]; for (int i = 0; i < 64; i++) all[i] = new long[2000000000];"),
                WISH);

        assertThat(deep.errors()).isEqualTo(Village.USERS / 4);
        assertThat(wide.state()).isEqualTo(State.FAILED);
        assertThat(wide.problems()).singleElement().asString().contains("memory ran out");
        assertThat(village.bean(DecisionService.class).decide(Village.user(0), Village.AS_OF))
                .isPresent();
    }

    @Test
    void a_decision_that_does_not_end_ends_the_rehearsal_and_until_it_does_none_other_begins() {
        var settings = new RehearsalSettings(Duration.ofMinutes(2), 2, 10, Duration.ofMillis(250));
        var endless = draftThat("long end = System.nanoTime() + 7000000000L; while (System.nanoTime() < end);");

        try (var rehearsals = new Rehearsals(
                village.surroundings(settings),
                village.bean(RehearsalStore.class),
                village.bean(Writers.class),
                Clock.systemUTC())) {
            var ended = Village.ended(
                    rehearsals, rehearsals.start("a", endless.files(), WISH).id());

            assertThat(ended.state()).isEqualTo(State.FAILED);
            assertThat(ended.problems()).singleElement().asString().contains("v000: the decision did not end within");
            assertThat(village.bean(DecisionService.class).decide(Village.user(0), Village.AS_OF))
                    .isPresent();
            assertThatThrownBy(() -> rehearsals.start("a", draft().files(), WISH))
                    .isInstanceOf(TooMuchAtOnce.class)
                    .hasMessageContaining("does not end");
        }
    }

    @Test
    void live_decisions_are_made_meanwhile_and_are_what_they_were() throws Exception {
        var before = village.live(Village.AS_OF);
        var rehearsals = village.bean(Rehearsals.class);
        var id = rehearsals
                .start("a", draft().files(), new RehearsalWish(Village.AS_OF, null, 28, null))
                .id();
        int decided = 0;
        while (!rehearsals.get(id).orElseThrow().ended())
            for (int i = 0; i < 10; i++)
                if (i % 20 != 19) {
                    var user = Village.user(i);
                    assertThat(village.bean(DecisionService.class).decide(user, Village.AS_OF))
                            .contains(before.get(user));
                    decided++;
                }

        assertThat(rehearsals.get(id).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(decided).isPositive();
    }

    @Test
    void what_can_not_be_wished_for_is_refused() {
        var tomorrow = Instant.now().plusSeconds(86_400);

        assertThatThrownBy(() -> village.bean(Rehearsals.class)
                        .start("a", draft().files(), new RehearsalWish(tomorrow, null, 1, null)))
                .isInstanceOf(AsOfInTheFuture.class);
        assertThatThrownBy(() -> new RehearsalWish(null, 0, 1, null)).hasMessageContaining("sample is 0");
        assertThatThrownBy(() -> new RehearsalWish(null, null, 29, null)).hasMessageContaining("days is 29");
        assertThatThrownBy(() -> new RehearsalWish(null, null, 1, Duration.ZERO))
                .hasMessageContaining("timeLimit");
    }

    private static Rehearsals rehearsals(Gate gate, RehearsalSettings settings) {
        return new Rehearsals(
                village.surroundings(settings),
                gate.before(village.bean(RehearsalStore.class)),
                village.bean(Writers.class),
                Clock.systemUTC());
    }

    /** Holds a rehearsal up before its first user. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        RehearsalStore before(RehearsalStore store) {
            return (RehearsalStore) Proxy.newProxyInstance(
                    Gate.class.getClassLoader(), new Class<?>[] {RehearsalStore.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("progress")) {
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
