package io.segue.journal.jdbc;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the journal takes on, and how long it keeps it.
 *
 * @param underWay  the most events accepted and not yet answered, beyond which senders are told to come again
 * @param perCommit about how many events one transaction takes at most; a call is never split
 * @param retention how long track, page and screen events are kept after they came, in whole months, such as {@code 13m}; 4 months or more,
 *                  since decisions look that far back; none to keep them for good. Identify, group and alias calls stay until the user is
 *                  erased
 */
@ConfigurationProperties("segue.journal")
record JournalSettings(
        @DefaultValue("20000") int underWay,
        @DefaultValue("4000") int perCommit,
        @Nullable Period retention) {
    private static final int LEAST_MONTHS = 4;

    JournalSettings {
        if (underWay < 1 || perCommit < 1)
            throw new IllegalArgumentException(
                    "segue.journal: under-way %d and per-commit %d, expected 1 or more".formatted(underWay, perCommit));
        if (retention != null && (retention.getDays() != 0 || retention.toTotalMonths() < LEAST_MONTHS))
            throw new IllegalArgumentException(
                    "segue.journal.retention is %s, expected whole months, %d or more, as in 13m"
                            .formatted(retention, LEAST_MONTHS));
    }
}
