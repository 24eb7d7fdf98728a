package io.segue.population.hazelcast;

import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.HazelcastInstance;
import io.segue.population.Crew;
import io.segue.population.Refreshes;
import io.segue.population.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has refreshes be worked on by every member. */
@Configuration(proxyBeanMethods = false)
class CrewConfig {
    /** One thread a processor, as a member has that leads a refresh. */
    @Bean
    static ExecutorConfig refreshExecutor() {
        return new ExecutorConfig(HazelcastCrew.EXECUTOR, Runtime.getRuntime().availableProcessors());
    }

    @Bean
    HazelcastCrew crew(HazelcastInstance hazelcast) {
        return new HazelcastCrew(hazelcast);
    }

    @Bean
    Station refreshStation(HazelcastInstance hazelcast, Crew crew, Worker worker, Refreshes refreshes) {
        return new Station(hazelcast, crew, worker, refreshes);
    }
}
