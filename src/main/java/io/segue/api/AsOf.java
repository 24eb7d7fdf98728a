package io.segue.api;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameter {@code asOf}. */
final class AsOf {
    private AsOf() {}

    /**
     * Reads an ISO-8601 instant with an offset; now, to the millisecond, when there is none.
     *
     * @throws BadRequest for anything else
     */
    static Instant read(@Nullable String text, Clock clock) {
        if (text == null || text.isBlank()) return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            // an unencoded + of an offset arrives as a space
            return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadRequest(
                    "asOf can't be read",
                    List.of(new BadRequest.Fault(
                            "asOf",
                            "\"%s\" is no instant; expected one such as 2026-06-30T12:00:00Z".formatted(text))));
        }
    }
}
