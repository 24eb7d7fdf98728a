package io.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final String RECEIVED = "2026-06-30T12:00:00Z";

    @ParameterizedTest(name = "{4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, 2026-06-30T12:00:00Z, nothing said: as received",
                "2026-06-30T11:00:00Z, -, -, 2026-06-30T12:00:00Z, only sent: as received",
                "-, -, 2026-06-30T11:00:00Z, 2026-06-30T11:00:00Z, a timestamp alone is taken as it is",
                "-, 2026-06-30T11:00:00Z, -, 2026-06-30T11:00:00Z, so is an original one",
                "-, 2026-06-30T10:00:00Z, 2026-06-30T11:00:00Z, 2026-06-30T11:00:00Z, timestamp wins where nothing is corrected",
                "-, -, 2026-07-01T11:00:00Z, 2026-06-30T12:00:00Z, the future is cut off",
                "2026-06-30T12:00:00Z, -, 2026-06-30T11:59:00Z, 2026-06-30T11:59:00Z, clocks agree",
                "2026-06-30T15:00:00Z, -, 2026-06-30T14:59:00Z, 2026-06-30T11:59:00Z, sender three hours ahead",
                "2026-06-30T09:00:00Z, -, 2026-06-30T08:59:00Z, 2026-06-30T11:59:00Z, sender three hours behind",
                "2026-06-30T09:00:00Z, -, 2026-06-01T09:00:00Z, 2026-06-01T12:00:00Z, a late event keeps its day",
                "2026-06-30T15:00:00Z, 2026-06-30T14:00:00Z, 2026-06-30T14:59:00Z, 2026-06-30T11:00:00Z, the original wins",
                "2026-06-30T09:00:00Z, -, 2026-06-30T09:05:00Z, 2026-06-30T12:00:00Z, sent before it happened: as received",
                "1970-01-01T00:00:10Z, -, 1970-01-01T00:00:00Z, 2026-06-30T11:59:50Z, a clock that was never set",
                "9999-12-31T23:59:59Z, -, 9999-12-31T23:59:49Z, 2026-06-30T11:59:50Z, a clock at the end of time",
                "9999-12-31T23:59:59Z, -, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, never before the year 1",
                "0001-01-01T00:00:00Z, -, 9999-12-31T23:59:59Z, 2026-06-30T12:00:00Z, never after receipt",
                "-, -, 0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z, long ago is long ago",
                "2026-06-30T12:00:00.0005Z, -, 2026-06-30T12:00:00Z, 2026-06-30T11:59:59.999Z, cut to the millisecond",
                "-, -, 2026-06-30T11:00:00.123999Z, 2026-06-30T11:00:00.123Z, not rounded",
            })
    void a_time_is_corrected_by_how_far_the_senders_clock_is_off(
            Instant sentAt, Instant original, Instant timestamp, Instant expected, String why) {
        assertThat(Timestamps.occurredAt(Instant.parse(RECEIVED), sentAt, original, timestamp))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30T12:00:00Z, 2026-06-30T12:00:00Z",
        "2026-06-30t12:00:00z, 2026-06-30T12:00:00Z",
        "2026-06-30T12:00Z, 2026-06-30T12:00:00Z",
        "2026-06-30T12:00:00.123456789Z, 2026-06-30T12:00:00.123456789Z",
        "2026-06-30T14:00:00+02:00, 2026-06-30T12:00:00Z",
        "2026-06-30T14:00:00+0200, 2026-06-30T12:00:00Z",
        "2026-06-30T14:00:00.5+02, 2026-06-30T12:00:00.5Z",
        "2026-06-30T06:30:00-05:30, 2026-06-30T12:00:00Z",
        "2026-06-30T14:00:00+02:00[Europe/Berlin], 2026-06-30T12:00:00Z",
        "2026-06-30, 2026-06-30T00:00:00Z",
        "' 2026-06-30 ', 2026-06-30T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "0001-01-01, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    })
    void an_iso_time_with_an_offset_or_a_date_is_read(String text, Instant expected) {
        assertThat(Timestamps.read(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "1782820800",
                "1782820800000",
                "2026-06-30T12:00:00",
                "2026-06-30 12:00:00Z",
                "2026-13-01",
                "2026-02-30",
                "2026-02-30T00:00:00Z",
                "2025-02-29",
                "2026-06-30T25:00:00Z",
                "2026-06-30T12:00:00+25:00",
                "30/06/2026",
                "06/30/26",
                "0000-01-01",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "2026-06-30T12:00:00Zjunk",
                "2026-06-30T12:00:00Z[Nowhere/Land]"
            })
    void what_is_no_date_is_refused(String text) {
        assertThat(Timestamps.read(text)).isEmpty();
    }

    @Test
    void numbers_and_other_values_are_no_dates() {
        assertThat(Timestamps.read(1782820800000L)).isEmpty();
        assertThat(Timestamps.read(true)).isEmpty();
        assertThat(Timestamps.read(List.of("2026-06-30"))).isEmpty();
        assertThat(Timestamps.read("2".repeat(10_000))).isEmpty();
        assertThat(Timestamps.read(null)).isEmpty();
    }
}
