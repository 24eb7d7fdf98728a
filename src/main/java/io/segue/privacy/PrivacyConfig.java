package io.segue.privacy;

import io.segue.audit.Audit;
import io.segue.decisions.DecisionService;
import io.segue.journal.Journal;
import io.segue.population.Refreshes;
import io.segue.profiles.Profiles;
import io.segue.publication.Rehearsals;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what people may ask for. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfig {
    @Bean
    Trail privacyTrail(Audit audit, Clock clock) {
        return new Trail(audit, clock);
    }

    @Bean
    Erasure erasure(
            Profiles profiles, Journal journal, Refreshes refreshes, Rehearsals rehearsals, Trail trail, Clock clock) {
        return new Erasure(profiles, journal, refreshes, rehearsals, trail, clock);
    }

    @Bean
    Exports exports(Profiles profiles, Journal journal, DecisionService decisions, Refreshes refreshes, Trail trail) {
        return new Exports(profiles, journal, decisions, refreshes, trail);
    }
}
