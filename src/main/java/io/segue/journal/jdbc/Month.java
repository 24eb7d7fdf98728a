package io.segue.journal.jdbc;

import io.segue.journal.Event;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The UTC month in which events came, and with which they are let go.
 *
 * @param number as in 202611; 0 is {@link #KEPT}
 */
record Month(int number) {
    /** Of calls that tell who somebody is, which stay until the user is erased. */
    static final Month KEPT = new Month(0);

    static Month of(Event event) {
        return switch (event.type()) {
            case TRACK, PAGE, SCREEN -> of(event.receivedAt());
            case IDENTIFY, GROUP, ALIAS -> KEPT;
        };
    }

    static Month of(Instant instant) {
        var date = instant.atOffset(ZoneOffset.UTC);
        return new Month(date.getYear() * 100 + date.getMonthValue());
    }

    boolean isBefore(Month other) {
        return number < other.number;
    }
}
