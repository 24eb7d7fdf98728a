package io.segue.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are held to what they may.
 *
 * @param requestsPerSecond how fast a key may ask on average, where the key does not say otherwise; twice as many at once; 0 for no limit
 * @param wrongKeys         so many wrong keys from one address within {@code lockout}, and that address is locked out until it is over
 * @param lockout           the time in which wrong keys are counted
 * @param atOnce            requests that are worked on at the same time; as many others wait for a moment, and beyond these callers are
 *                          told to come again; 0 for eight a processor, 64 at most
 * @param origins           web origins, besides those of keys, whose pages may ask for flags, such as {@code https://app.example.com}
 * @param jwt               what tokens of an identity provider may; they are read when {@code
 *                          spring.security.oauth2.resourceserver.jwt} names one
 */
@ConfigurationProperties("segue.security")
record SecuritySettings(
        @DefaultValue("2000") int requestsPerSecond,
        @DefaultValue("20") int wrongKeys,
        @DefaultValue("1m") Duration lockout,
        @DefaultValue("0") int atOnce,
        @DefaultValue List<String> origins,
        @DefaultValue Jwt jwt) {

    /**
     * What tokens of an identity provider may.
     *
     * @param claim  the claim that lists roles or scopes, a list or a text with spaces between; dots lead into nested ones
     * @param name   the claim that names the person
     * @param scopes for each value of the claim the scopes it gives; without any, values such as {@code segue:read} give their own
     */
    record Jwt(
            @DefaultValue("scope") String claim,
            @DefaultValue("sub") String name,
            @DefaultValue Map<String, List<String>> scopes) {
        Jwt {
            scopes.values().stream()
                    .flatMap(List::stream)
                    .filter(label -> Scope.of(label).isEmpty())
                    .findFirst()
                    .ifPresent(label -> {
                        throw new IllegalArgumentException(
                                "segue.security.jwt.scopes gives \"%s\", which is no scope".formatted(label));
                    });
        }
    }

    private static final int PLACES_A_PROCESSOR = 8;
    /** With as many waiting, threads of the server are left for those who are sent away, and for probes. */
    private static final int MOST_PLACES = 64;

    SecuritySettings {
        if (requestsPerSecond < 0 || wrongKeys < 1 || atOnce < 0 || lockout.isNegative() || lockout.isZero())
            throw new IllegalArgumentException(
                    "segue.security: requests-per-second %d and at-once %d (0 or more), wrong-keys %d (1 or more), lockout %s (above 0)"
                            .formatted(requestsPerSecond, atOnce, wrongKeys, lockout));
        origins.forEach(origin -> Origins.wrong(origin).ifPresent(wrong -> {
            throw new IllegalArgumentException("segue.security.origins: \"%s\" %s".formatted(origin, wrong));
        }));
    }

    /** How many requests are worked on at the same time, 1 or more. */
    int places() {
        int processors = Runtime.getRuntime().availableProcessors();
        return atOnce > 0 ? atOnce : Math.min(MOST_PLACES, PLACES_A_PROCESSOR * processors);
    }
}
