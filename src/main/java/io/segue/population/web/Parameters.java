package io.segue.population.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads what requests name. */
final class Parameters {
    private static final int LAST_YEAR = 9999;

    private Parameters() {}

    /**
     * An ISO-8601 instant with an offset, in the years 1 to 9999.
     *
     * @throws BadParameter for anything else
     */
    static Instant instant(String parameter, String text) {
        try {
            // an unencoded + of an offset arrives as a space
            var time = OffsetDateTime.parse(text.strip().replace(' ', '+'));
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) return time.toInstant();
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new BadParameter(
                parameter, "\"%s\" is no instant; expected one such as 2026-06-30T12:00:00Z".formatted(text));
    }

    /** Empty for text that is no id of any refresh. */
    static Optional<Long> refreshId(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
