package io.segue.population;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How members of a cluster share refreshes.
 *
 * @param look    how often a member looks for refreshes that wait, and for those that finished elsewhere
 * @param lease   a member that leads a refresh and gives no sign of life for so long loses it to another; it gives five in that time
 * @param portion users that a member is sent at a time
 */
@ConfigurationProperties("segue.refreshes")
public record RefreshSettings(
        @DefaultValue("2s") Duration look,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("250") int portion) {
    public RefreshSettings {
        if (look.toMillis() < 100 || lease.toMillis() < 500 || portion < 1)
            throw new IllegalArgumentException(
                    "segue.refreshes: look is %s, expected 100ms or more; lease %s, 500ms or more; portion %d, 1 or more"
                            .formatted(look, lease, portion));
    }

    /** How often a member that leads a refresh gives a sign of life. */
    Duration beat() {
        return lease.dividedBy(5);
    }
}
