package io.segue.publication;

import io.segue.audit.Audit;
import io.segue.decisions.Playbooks;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts publication together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicationSettings.class)
class PublicationConfig {
    @Bean
    LiveKnowledge liveKnowledge(KnowledgeStore store, Playbooks playbooks, KnowledgeStart start, Clock clock) {
        start.keptIn(store, clock);
        return new LiveKnowledge(store, playbooks);
    }

    @Bean
    Turns turns() {
        return new Turns();
    }

    @Bean
    Drafts drafts(KnowledgeStore store, History history, Turns turns, Audit audit, Clock clock) {
        return new Drafts(store, history, turns, audit, clock);
    }

    @Bean
    Tables tables(KnowledgeStore store, Playbooks playbooks) {
        return new Tables(store, playbooks);
    }

    @Bean
    History history(KnowledgeStore store) {
        return new History(store);
    }

    @Bean
    Publisher publisher(
            KnowledgeStore store,
            Drafts drafts,
            KnowledgeDirectory directory,
            LiveKnowledge live,
            Members members,
            Rehearsals rehearsals,
            Turns turns,
            PublicationSettings settings,
            Audit audit,
            Clock clock) {
        return new Publisher(store, drafts, directory, live, members, rehearsals, turns, settings, audit, clock);
    }

    @Bean
    KnowledgeWatch knowledgeWatch(LiveKnowledge live, Publisher publisher, PublicationSettings settings) {
        return new KnowledgeWatch(live, publisher, settings.look());
    }
}
