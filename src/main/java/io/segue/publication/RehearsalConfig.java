package io.segue.publication;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.journal.Journal;
import io.segue.journal.Writers;
import io.segue.profiles.Profiles;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts rehearsals together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RehearsalSettings.class)
class RehearsalConfig {
    @Bean
    Surroundings surroundings(
            Journal journal,
            Profiles profiles,
            DecisionService decisions,
            Playbooks playbooks,
            Standings standings,
            @Value("${segue.time-zone:UTC}") ZoneId zone,
            RehearsalSettings settings) {
        return new Surroundings(journal, profiles, decisions, playbooks, standings, zone, settings);
    }

    @Bean
    Rehearsals rehearsals(Surroundings around, RehearsalStore store, Writers writers, Clock clock) {
        return new Rehearsals(around, store, writers, clock);
    }

    @Bean
    EarlierKnowledge earlierKnowledge(KnowledgeStore store, LiveKnowledge live, Turns turns, Surroundings around) {
        return new EarlierKnowledge(store, live, turns, around);
    }
}
