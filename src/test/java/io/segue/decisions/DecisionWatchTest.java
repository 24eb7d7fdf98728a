package io.segue.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.segue.decisions.Decision.KnowledgeName;
import io.segue.decisions.Decision.NextBestAction;
import io.segue.decisions.DecisionWatch.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DecisionWatchTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionWatch watch = new DecisionWatch(meters, Tracer.NOOP);

    @Test
    void decisions_are_counted_by_action_and_version_and_old_versions_are_gone() {
        for (int version = 1; version <= 20; version++)
            for (var action : List.of("call", "mail", "mail")) make("v" + version, action);
        make("v20", "none");

        assertThat(meters.find("segue.decisions").counters().stream()
                        .map(counter -> counter.getId().getTag("knowledge"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("v18", "v19", "v20");
        assertThat(meters.get("segue.decisions")
                        .tags("knowledge", "v20", "action", "mail")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("segue.decision.duration")
                        .tag("facts", "remembered")
                        .timer()
                        .count())
                .isEqualTo(61);
    }

    @Test
    void a_decision_that_fails_is_counted_by_its_step_and_one_about_nobody_is_not() {
        for (var failing : Step.values()) {
            assertThatThrownBy(() -> {
                        try (var course = watch.remembered()) {
                            for (var step : Step.values()) {
                                course.to(step);
                                if (step == failing) throw new IllegalStateException("in " + step);
                            }
                        }
                    })
                    .hasMessage("in " + failing);
        }
        try (var course = watch.remembered()) {
            course.nobody();
        }
        assertThatThrownBy(() -> watch.oneOfMany(() -> {
                    throw new IllegalStateException("a rule loops");
                }))
                .hasMessage("a rule loops");

        assertThat(failures("facts")).isEqualTo(1);
        assertThat(failures("measure")).isEqualTo(1);
        assertThat(failures("rules")).isEqualTo(2);
        assertThat(meters.find("segue.decisions").counters()).isEmpty();
    }

    private double failures(String step) {
        return meters.get("segue.decision.failures").tag("step", step).counter().count();
    }

    private void make(String version, String action) {
        try (var course = watch.remembered()) {
            course.made(decision(version, action));
        }
    }

    private static Decision decision(String version, String action) {
        return new Decision(
                "ada",
                Instant.EPOCH,
                new KnowledgeName(version),
                null,
                null,
                List.of(),
                null,
                new NextBestAction(action, "email", 1, null, false, List.of()),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of());
    }
}
