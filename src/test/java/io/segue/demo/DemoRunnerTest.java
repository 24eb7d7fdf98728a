package io.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.App;
import io.segue.journal.Journal;
import io.segue.population.Refresh;
import io.segue.population.Refreshes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class DemoRunnerTest {
    @TempDir
    Path data;

    @Test
    void the_demo_fills_an_empty_journal_once_and_refreshes_at_every_start() {
        long first;
        try (var demo = start()) {
            first = demo.getBean(Journal.class).count();
            assertThat(latest(demo).done()).isGreaterThan(2_500);
        }
        try (var again = start()) {
            assertThat(again.getBean(Journal.class).count()).isEqualTo(first);
            assertThat(again.getBean(Refreshes.class).latest()).hasSize(2);
            assertThat(latest(again).done()).isGreaterThan(2_500);
        }

        assertThat(first).isGreaterThan(130_000);
    }

    @Test
    void every_segment_of_the_demo_has_users() {
        try (var demo = start()) {
            var found = demo.getBean(Refreshes.class).latestDistribution().orElseThrow();

            assertThat(found.dimensions().get("lifecycle"))
                    .containsOnlyKeys("CHURNED", "AT_RISK", "POWER", "ENGAGED", "ACTIVATED", "NEW", "ONBOARDING");
            assertThat(found.dimensions().get("lifecycleStarter"))
                    .containsOnlyKeys("CHURNED", "AT_RISK", "ENGAGED", "ACTIVATED", "NEW", "UNACTIVATED");
            assertThat(found.dimensions().get("behavior"))
                    .containsOnlyKeys("DORMANT", "AT_RISK", "POWER", "REGULAR", "CASUAL", "EMERGING", "INACTIVE");
            assertThat(found.dimensions().get("intent"))
                    .containsOnlyKeys("BUYER", "ADMIN_IT", "TEAM_CHAMPION", "EVALUATOR", "INDIVIDUAL_USER", "UNKNOWN");
            assertThat(found.dimensions().get("dormancy"))
                    .containsOnlyKeys(
                            "NOT_DORMANT",
                            "DORMANT_PAYING",
                            "CHURNED_AFTER_PAYING",
                            "LAPSED_AFTER_ACTIVATION",
                            "NEVER_ACTIVATED");
            assertThat(found.dimensions().get("rfm"))
                    .containsOnlyKeys("CHAMPIONS", "LOYAL", "PROMISING", "NEED_ATTENTION", "LOST");
            assertThat(found.memberships())
                    .containsOnlyKeys(
                            "AT_RISK_USAGE", "CHAMPIONS", "EXPANSION_READY", "POWER_BY_CRITERIA", "POWER_USERS");
            assertThat(found.salesTiers()).hasSize(4);
            assertThat(found.nextBestActions()).hasSize(14);
            assertThat(found.dimensions()).allSatisfy((dimension, segments) -> assertThat(segments.values().stream()
                            .mapToLong(Number::longValue)
                            .sum())
                    .isEqualTo(found.users()));
        }
    }

    private static Refresh latest(ConfigurableApplicationContext demo) {
        var latest = demo.getBean(Refreshes.class).latest().get(0);
        assertThat(latest.state()).isEqualTo(Refresh.State.DONE);
        return latest;
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(App.class)
                .profiles("demo")
                .run("--segue.data-dir=" + data, "--server.port=0");
    }
}
