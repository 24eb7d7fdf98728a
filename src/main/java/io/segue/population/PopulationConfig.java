package io.segue.population;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts refreshes together; decisions take their standings from here. */
@Configuration(proxyBeanMethods = false)
class PopulationConfig {
    @Bean
    StoredStandings standings(RefreshStore store) {
        return new StoredStandings(store);
    }

    @Bean
    Refreshes refreshes(
            Journal journal,
            Profiles profiles,
            DecisionService decisions,
            Playbooks playbooks,
            RefreshStore store,
            StoredStandings standings,
            Clock clock,
            MeterRegistry meters) {
        return new Refreshes(journal, profiles, decisions, playbooks, store, standings, clock, meters);
    }
}
