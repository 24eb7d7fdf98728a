package io.segue.tracking;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the times that senders write, and corrects them for the senders' clocks. Pure functions. */
public final class Timestamps {
    /** What a time looks like, for messages. */
    public static final String EXPECTED =
            "expected an ISO 8601 time with an offset, such as 2026-06-30T12:00:00.000Z, or a date such as 2026-06-30";

    private static final int LONGEST = 64;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    /** Takes +02:00, +0200, +02 and Z, and a zone in brackets behind it. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .toFormatter(Locale.ROOT)
            // otherwise 30 February is read as the 28th
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /**
     * The instant that a JSON value spells: an ISO 8601 date and time with an offset, or a date, which is its midnight in UTC.
     * Years 1 to 9999. Empty for everything else, numbers among it: nothing tells seconds from milliseconds.
     */
    public static Optional<Instant> read(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() > LONGEST) return Optional.empty();
        var trimmed = text.strip();
        try {
            var read = trimmed.length() == "2026-06-30".length()
                    ? LocalDate.parse(trimmed).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime()
                    : OffsetDateTime.parse(trimmed, ISO);
            return read.getYear() >= 1 && read.getYear() <= 9999 ? Optional.of(read.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * When something happened, by the receiver's clock: {@code receivedAt - (sentAt - happened)}, where happened is
     * originalTimestamp, else timestamp. Without sentAt it is timestamp as it stands, else originalTimestamp; without either,
     * receivedAt. Never later than receivedAt nor earlier than the year 1, cut to the millisecond.
     */
    static Instant occurredAt(
            Instant receivedAt,
            @Nullable Instant sentAt,
            @Nullable Instant originalTimestamp,
            @Nullable Instant timestamp) {
        var occurredAt = receivedAt;
        if (sentAt == null) {
            if (timestamp != null) occurredAt = timestamp;
            else if (originalTimestamp != null) occurredAt = originalTimestamp;
        } else {
            var happened = originalTimestamp != null ? originalTimestamp : timestamp;
            // at most 10,000 years either way, which an Instant bears
            if (happened != null) occurredAt = receivedAt.minus(Duration.between(happened, sentAt));
        }
        if (occurredAt.isAfter(receivedAt)) occurredAt = receivedAt;
        if (occurredAt.isBefore(EARLIEST)) occurredAt = EARLIEST;
        return occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
