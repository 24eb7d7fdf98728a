package io.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.App;
import io.segue.journal.Journal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class DemoRunnerTest {
    private static final List<Long> HELD_AT_REFRESH = new CopyOnWriteArrayList<>();

    @TempDir
    Path data;

    /** Notes how many events were held each time everyone was to be decided on. */
    @Configuration(proxyBeanMethods = false)
    static class Observed {
        @Bean
        Refresh refresh(Journal journal) {
            return (Instant asOf) -> HELD_AT_REFRESH.add(journal.count());
        }
    }

    @Test
    void the_demo_fills_an_empty_journal_once_and_refreshes_at_every_start() {
        long first;
        try (var demo = start()) {
            first = demo.getBean(Journal.class).count();
        }
        try (var again = start()) {
            assertThat(again.getBean(Journal.class).count()).isEqualTo(first);
        }

        assertThat(first).isGreaterThan(130_000);
        assertThat(HELD_AT_REFRESH).containsExactly(first, first);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(App.class, Observed.class)
                .profiles("demo")
                .web(WebApplicationType.NONE)
                .run("--segue.data-dir=" + data, "--segue.open=true");
    }
}
