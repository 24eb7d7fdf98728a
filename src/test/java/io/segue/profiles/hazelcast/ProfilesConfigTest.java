package io.segue.profiles.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Event;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import io.segue.profiles.RandomStream;
import io.segue.profiles.SignalReader;
import io.segue.support.Checkout;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The real journal and a real member, put together as the service puts them. */
class ProfilesConfigTest {
    private static final Instant AFTER_ALL = Instant.parse("2030-01-01T00:00:00Z");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"io.segue.journal.jdbc", "io.segue.profiles.hazelcast"})
    static class Parts {
        @Bean
        SignalReader signals() {
            return Checkout.plan();
        }
    }

    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_is_remembered_at_once_and_after_a_restart() {
        var stream = new RandomStream("", 5, 300, true);
        var events = stream.events(200);
        String before;
        try (var service = start()) {
            var profiles = service.getBean(Profiles.class);
            var calls = new ArrayList<CompletableFuture<?>>();
            for (int from = 0; from < events.size(); from += 5) {
                calls.add(append(service, events.subList(from, Math.min(from + 5, events.size()))));
                profiles.findAll(stream.users(), stream.instant(events));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
            before = summary(profiles, stream);
            service.getBean(HazelcastInstance.class)
                    .getMap(HazelcastMemories.MAP)
                    .clear();
            assertThat(summary(profiles, stream))
                    .as("told by the journal alone")
                    .isEqualTo(before);
        }
        try (var service = start()) {
            assertThat(summary(service.getBean(Profiles.class), stream)).isEqualTo(before);
        }
    }

    private static CompletableFuture<?> append(ConfigurableApplicationContext service, List<Event> events) {
        return service.getBean(Journal.class).append(events).toCompletableFuture();
    }

    private static String summary(Profiles profiles, RandomStream stream) {
        var text = new StringBuilder();
        new TreeMap<>(profiles.findAll(stream.users(), AFTER_ALL)).forEach((id, person) -> text.append(id)
                .append(person.traits())
                .append(person.accountTraits())
                .append(person.ledger().sessionsEver())
                .append(person.ledger().milestones())
                .append(person.firstEvent()));
        return text.toString();
    }

    private ConfigurableApplicationContext start() {
        var settings = Map.<String, Object>of(
                "segue.data-dir",
                directory.toString(),
                "segue.hazelcast.cluster-name",
                "test-" + UUID.randomUUID(),
                "segue.hazelcast.port",
                20_000 + new Random().nextInt(20_000),
                // knowledge is not part of this
                "management.endpoint.health.validate-group-membership",
                false);
        return new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .run();
    }
}
