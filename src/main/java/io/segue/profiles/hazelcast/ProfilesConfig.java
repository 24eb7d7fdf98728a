package io.segue.profiles.hazelcast;

import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Journal;
import io.segue.journal.Writers;
import io.segue.profiles.Folding;
import io.segue.profiles.Profiles;
import io.segue.profiles.SignalReader;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the profiles together and has them follow the journal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HazelcastSettings.class)
class ProfilesConfig {
    @Bean
    Folding folding(SignalReader signals, @Value("${segue.time-zone:UTC}") ZoneId zone) {
        return new Folding(signals, zone);
    }

    /** Its close is a graceful leave. */
    @Bean(destroyMethod = "shutdown")
    HazelcastInstance hazelcast(HazelcastSettings settings, Writers writers, List<ExecutorConfig> executors) {
        if (!writers.isShared() && settings.joinsOthers())
            throw new IllegalStateException(
                    "segue.hazelcast names other members, but each would keep its events in an SQLite of its own;"
                            + " give all of them one PostgreSQL with segue.database.url");
        return Member.start(settings, writers.self(), executors);
    }

    @Bean
    HazelcastMemories memories(HazelcastInstance hazelcast, Journal journal, Writers writers, Folding folding) {
        var memories = new HazelcastMemories(hazelcast, journal, writers, folding);
        journal.follow(memories);
        return memories;
    }

    @Bean
    PeacefulEnd peacefulEnd(HazelcastMemories memories, Writers writers) {
        return new PeacefulEnd(memories, writers);
    }

    @Bean
    Profiles profiles(HazelcastMemories memories, Journal journal, Folding folding) {
        return new Profiles(memories, journal, folding);
    }

    @Bean
    MemoryMeters memoryMeters(HazelcastInstance hazelcast, HazelcastMemories memories, Profiles profiles) {
        return new MemoryMeters(hazelcast, memories, profiles);
    }

    @Bean
    ClusterHealth clusterHealthIndicator(HazelcastInstance hazelcast, Writers writers) {
        return new ClusterHealth(hazelcast, writers);
    }
}
