package io.segue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.segue.decisions.DecisionService;
import io.segue.decisions.DecisionWatch;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.profiles.Profiles;
import io.segue.publication.Check;
import io.segue.sales.Accounts;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import io.segue.tracking.TrackingPlan;
import io.segue.tracking.TrackingPlanSheet;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what decides with the knowledge that {@link KnowledgeInitializer} finds. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfig {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TrackingPlan trackingPlan(KnowledgeFiles files) {
        var problems = new Problems();
        return TrackingPlanSheet.read(files, problems)
                .orElseThrow(() -> new KnowledgeRefused(Check.gate(files).problems()));
    }

    /** No request is taken before the knowledge is compiled, and with refused knowledge none at all. */
    @Bean
    SmartInitializingSingleton compiledBeforeServing(Playbooks playbooks) {
        return playbooks::live;
    }

    @Bean
    DecisionService decisions(
            Playbooks playbooks,
            Profiles profiles,
            Standings standings,
            @Value("${segue.time-zone:UTC}") ZoneId zone,
            MeterRegistry meters,
            Tracer tracer) {
        return new DecisionService(profiles, playbooks, standings, zone, new DecisionWatch(meters, tracer));
    }

    @Bean
    Accounts accounts(Profiles profiles, DecisionService decisions) {
        return new Accounts(profiles, decisions);
    }
}
