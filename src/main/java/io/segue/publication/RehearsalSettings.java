package io.segue.publication;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What rehearsals may take.
 *
 * @param timeLimit  after which one ends, unless another limit is asked for
 * @param queue      so many may wait for the one that runs, beyond which more are refused
 * @param mostErrors so many users may fail to be decided, beyond which the rehearsal fails
 * @param perUser    a decision that takes longer counts as an error; one that takes four times as long fails the rehearsal
 */
@ConfigurationProperties("segue.rehearsals")
public record RehearsalSettings(
        @DefaultValue("30m") Duration timeLimit,
        @DefaultValue("8") int queue,
        @DefaultValue("100") int mostErrors,
        @DefaultValue("5s") Duration perUser) {
    public RehearsalSettings {
        if (none(timeLimit) || queue < 1 || mostErrors < 0 || none(perUser))
            throw new IllegalArgumentException(
                    "segue.rehearsals: time-limit %s, queue %d and per-user %s must be positive, most-errors %d not negative"
                            .formatted(timeLimit, queue, perUser, mostErrors));
    }

    private static boolean none(Duration time) {
        return time.isZero() || time.isNegative();
    }
}
