package io.segue.journal.jdbc;

import static io.segue.journal.RecordKey.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.Journal.Appended;
import io.segue.journal.Journal.Digest;
import io.segue.journal.RecordKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that are kept for a time, on either database. */
abstract class RetentionPromises {
    private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");

    @TempDir
    Path directory;

    private OpenJournal open;
    private final List<Long> takenOut = new ArrayList<>();

    /** Of the PostgreSQL database; null for SQLite. */
    abstract String url();

    @BeforeEach
    void open() {
        open = new OpenJournal(directory, url());
        open.journal.follow(new Journal.Follower() {
            @Override
            public CompletionStage<?> follow(List<Entry> committed) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<?> takenOut(Collection<RecordKey> keys, long seq) {
                assertThat(keys).as("of anybody").isNull();
                takenOut.add(seq);
                return CompletableFuture.completedFuture(null);
            }
        });
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void events_of_months_that_are_past_their_time_are_let_go_and_who_somebody_is_stays() throws Exception {
        open.append(
                received("m1", EventType.TRACK, "2026-02-28T23:59:59.999Z"),
                received("m2", EventType.IDENTIFY, "2026-02-01T00:00:00Z"),
                received("m3", EventType.PAGE, "2026-03-01T00:00:00Z"),
                received("m4", EventType.TRACK, "2026-07-15T00:00:00Z"));

        assertThat(retention(Period.ofMonths(4)).letGo()).isEqualTo(1);

        assertThat(ids()).containsExactly("m2", "m3", "m4");
        assertThat(open.journal.count()).isEqualTo(3);
        assertThat(open.journal.months()).containsExactly(new Month(202603), new Month(202607));
        assertThat(takenOut).hasSize(1);
        assertThat(retention(Period.ofMonths(4)).letGo()).isZero();
        assertThat(takenOut).hasSize(1);
    }

    @Test
    void an_event_that_was_let_go_does_not_come_back_by_being_sent_again() throws Exception {
        open.append(received("m1", EventType.TRACK, "2026-01-10T00:00:00Z"));
        retention(Period.ofMonths(4)).letGo();

        assertThat(open.append(received("m1", EventType.TRACK, "2026-07-15T00:00:00Z")))
                .isEqualTo(new Appended(0, 1));
        assertThat(open.append(received("m2", EventType.TRACK, "2026-01-11T00:00:00Z")))
                .as("another of that month, as when a clock was set back")
                .isEqualTo(new Appended(1, 0));
    }

    @Test
    void digests_of_what_was_let_go_are_gone_and_none_made_before_comes_back() throws Exception {
        open.append(received("m1", EventType.TRACK, "2026-01-10T00:00:00Z"));
        var before = open.journal.readOn(List.of(user("u"), user("v")), 7);
        long through = before.get(user("u")).through();
        var digest = new Digest(through, 7, new byte[] {1});
        open.journal.keep(Map.of(user("u"), digest, user("v"), digest));
        assertThat(open.journal.readOn(List.of(user("u")), 7).get(user("u")).digest())
                .isNotNull();
        assertThat(open.journal.readOn(List.of(user("u")), 8).get(user("u")).digest())
                .as("of another version")
                .isNull();

        retention(Period.ofMonths(4)).letGo();
        open.journal.keep(Map.of(user("u"), digest));

        assertThat(open.journal.readOn(List.of(user("u")), 7).get(user("u")).digest())
                .isNull();
        assertThat(open.journal.readOn(List.of(user("v")), 7).get(user("v")).digest())
                .isNotNull();
    }

    private Retention retention(Period kept) {
        return new Retention(open.journal, kept, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<String> ids() {
        return open.journal.read(List.of(user("u")), null).get(user("u")).entries().stream()
                .map(entry -> entry.event().messageId())
                .toList();
    }

    private static Event received(String messageId, EventType type, String at) {
        var instant = Instant.parse(at);
        return new Event(messageId, type, "u", null, null, null, "Page", instant, instant, Map.of(), Map.of());
    }
}
