package io.segue.population;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.decisions.DecisionService;
import io.segue.decisions.PlaybookSource;
import io.segue.decisions.Playbooks;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts refreshes together; decisions take their standings from here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RefreshSettings.class)
class PopulationConfig {
    @Bean
    StoredStandings standings(RefreshStore store) {
        return new StoredStandings(store);
    }

    @Bean
    Worker refreshWorker(Profiles profiles, DecisionService decisions, PlaybookSource playbooks, MeterRegistry meters) {
        return new Worker(profiles, decisions, playbooks, meters);
    }

    @Bean
    Refreshes refreshes(
            Journal journal,
            Worker worker,
            Playbooks playbooks,
            RefreshStore store,
            StoredStandings standings,
            Crew crew,
            RefreshSettings settings,
            Clock clock,
            MeterRegistry meters) {
        return new Refreshes(journal, worker, playbooks, store, standings, crew, settings, clock, meters);
    }

    @Bean
    RefreshWatch refreshWatch(Refreshes refreshes, RefreshSettings settings) {
        return new RefreshWatch(refreshes, settings.look());
    }
}
