package io.segue.demo;

import io.segue.journal.Journal;
import io.segue.population.Refreshes;
import io.segue.tracking.Intake;
import io.segue.tracking.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * In the demo, fills an empty journal with the made-up company, has everyone decided on, and says where to look. The service is
 * not ready before that. A journal that holds anything is left as it is.
 */
@Component
@Profile("demo")
class DemoRunner implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRunner.class);
    private static final long SEED = 2_026;
    private static final int AT_A_TIME = 2_000;

    private final Journal journal;
    private final Intake intake;
    private final Refreshes refreshes;
    private final Clock clock;
    private final Environment environment;

    DemoRunner(Journal journal, Intake intake, Refreshes refreshes, Clock clock, Environment environment) {
        this.journal = journal;
        this.intake = intake;
        this.refreshes = refreshes;
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var now = clock.instant();
        // who lives in the company depends on the seed alone, so the sights are the same at every start
        var company = DemoCompany.at(now, SEED);
        if (journal.count() == 0) fill(company, now);
        refreshes.run(now);
        var host = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        LOG.info(
                "The demo is ready. Try{}",
                company.sights().stream()
                        .map(sight ->
                                "%n  %s/v1/users/%s/decision  a user %s".formatted(host, sight.userId(), sight.about()))
                        .collect(Collectors.joining()));
    }

    private void fill(DemoCompany company, Instant now) {
        LOG.info(
                "Filling the empty journal with {} events of a made-up company",
                String.format(Locale.ROOT, "%,d", company.size()));
        var part = new ArrayList<Map<String, @Nullable Object>>(AT_A_TIME);
        company.messages().forEach(message -> {
            part.add(message);
            if (part.size() == AT_A_TIME) take(part, now);
        });
        take(part, now);
    }

    /** Takes the part in and empties it. */
    private void take(List<Map<String, @Nullable Object>> part, Instant now) {
        var receipt = intake.accept(List.copyOf(part), now, null, Map.of())
                .toCompletableFuture()
                .join();
        for (Receipt.Refused refused : receipt.refused())
            throw new IllegalStateException("the demo made a message that is refused: %s %s"
                    .formatted(part.get(refused.index()), refused.problems()));
        part.clear();
    }
}
