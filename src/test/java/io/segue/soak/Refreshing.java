package io.segue.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Has members decide on everyone. */
final class Refreshing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofMinutes(10);

    private Refreshing() {}

    /** Has everyone decided on; the id. */
    static String begin(Cluster.Member member) throws IOException {
        return Door.json(Door.post(member, "/v1/refresh", PATIENCE)).get("id").asString();
    }

    /** The refresh when it has ended, as any member tells it; empty when it has not for long. */
    static Optional<JsonNode> ended(Cluster.Member member, String refresh) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (System.nanoTime() < end) {
            var answer = Door.get(member, "/v1/refresh/" + refresh, PATIENCE);
            if (answer.status() == 200) {
                var told = Door.json(answer);
                if (!told.get("finishedAt").isNull()) return Optional.of(told);
            }
            Cluster.pause();
        }
        return Optional.empty();
    }

    /** From when it was begun until it ended. */
    static Duration took(JsonNode ended) {
        return Duration.between(
                Instant.parse(ended.get("startedAt").asString()),
                Instant.parse(ended.get("finishedAt").asString()));
    }
}
