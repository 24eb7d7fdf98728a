package io.segue.api;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The parameter {@code asOf}. */
final class AsOf {
    private static final int LAST_YEAR = 9999;

    private AsOf() {}

    /**
     * Reads an ISO-8601 instant with an offset, in the years 1 to 9999; now, to the millisecond, when there is none.
     *
     * @throws BadRequest for anything else
     */
    static Instant read(@Nullable String text, Clock clock) {
        if (text == null) return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            // an unencoded + of an offset arrives as a space
            var time = OffsetDateTime.parse(text.strip().replace(' ', '+'));
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) return time.toInstant();
        } catch (DateTimeParseException e) {
            // told below
        }
        throw BadRequest.of("asOf", "\"%s\" is no instant; expected one such as 2026-06-30T12:00:00Z".formatted(text));
    }
}
