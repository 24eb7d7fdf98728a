package io.segue.publication.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.segue.publication.LiveKnowledge;
import io.segue.publication.Members;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has releases reach every member. */
@Configuration(proxyBeanMethods = false)
class MembersConfig {
    @Bean
    Members members(HazelcastInstance hazelcast, LiveKnowledge live) {
        return new HazelcastMembers(hazelcast, live);
    }
}
