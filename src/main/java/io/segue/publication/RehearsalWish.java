package io.segue.publication;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a draft is to be rehearsed.
 *
 * @param asOf      the instant as of which users are decided on, not after now; null for now
 * @param sample    at most so many users, 1 to 1,000,000; they are chosen by a hash of their ids, so that it is the same ones each
 *                  time. Null for everyone
 * @param days      for so many dates, the last of which is that of asOf, it is counted who would be sent what; 1 to 28
 * @param timeLimit after which it ends without a report; null for what the settings say
 */
public record RehearsalWish(
        @Nullable Instant asOf,
        @Nullable Integer sample,
        int days,
        @Nullable Duration timeLimit) {
    /** Everyone, now, for one day. */
    public static final RehearsalWish EVERYONE = new RehearsalWish(null, null, 1, null);

    private static final int LARGEST_SAMPLE = 1_000_000;
    private static final int MOST_DAYS = 28;

    public RehearsalWish {
        if (sample != null && (sample < 1 || sample > LARGEST_SAMPLE))
            throw new IllegalArgumentException(
                    "sample is %d, expected 1 to %d users".formatted(sample, LARGEST_SAMPLE));
        if (days < 1 || days > MOST_DAYS)
            throw new IllegalArgumentException("days is %d, expected 1 to %d".formatted(days, MOST_DAYS));
        if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero()))
            throw new IllegalArgumentException("timeLimit is %s, expected a time above 0".formatted(timeLimit));
    }
}
