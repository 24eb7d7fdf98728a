package io.segue.publication;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tables come live.
 *
 * @param fourEyes whether somebody else than the author must publish a draft
 * @param limits   percent of users whose decision may change with a release, by decision, such as {@code nextBestAction}; beyond, whoever
 *                 publishes must confirm the number that the rehearsal showed; without any, no rehearsal is needed
 * @param look     how often a member looks which version is live, and for planned releases that are due
 */
@ConfigurationProperties("segue.publication")
public record PublicationSettings(
        @DefaultValue("true") boolean fourEyes,
        @DefaultValue Map<String, Double> limits,
        @DefaultValue("2s") Duration look) {
    public PublicationSettings {
        limits = Map.copyOf(limits);
        limits.forEach((decision, percent) -> {
            if (!(percent >= 0 && percent <= 100))
                throw new IllegalArgumentException("segue.publication.limits.%s is %s, expected a percentage, 0 to 100"
                        .formatted(decision, percent));
        });
        if (look.toMillis() < 100)
            throw new IllegalArgumentException("segue.publication.look is %s, expected 100ms or more".formatted(look));
    }
}
