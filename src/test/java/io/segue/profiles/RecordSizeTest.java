package io.segue.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.RecordKey;
import io.segue.support.Checkout;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record costs: prints the figures, and holds the line on bytes. */
class RecordSizeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RecordKey USER = RecordKey.user("u");

    private final Folding folding = new Folding(Checkout.plan(), ZoneOffset.UTC);

    @Test
    void a_busy_user_of_270_events_in_90_days_fits_into_900_bytes() {
        long total = 0;
        long events = 0;
        var random = new Random(1);
        var users = new ArrayList<byte[]>();
        for (int i = 0; i < 500; i++) {
            var entries = busy(random);
            events += entries.size();
            users.add(folding.kept(USER, entries).memory().packed());
            total += users.get(i).length;
        }
        double bytes = total / 500.0;
        System.out.printf("busy user, 90 days, %.0f events: %.0f bytes%n", events / 500.0, bytes);

        var more = folding.kept(USER, busy(random).subList(200, 201)).memory().packed();
        for (int round = 0; round < 30; round++) {
            long begun = System.nanoTime();
            for (var packed : users)
                Memory.unpacked(packed, ZoneOffset.UTC)
                        .with(Memory.unpacked(more, ZoneOffset.UTC))
                        .orElseThrow()
                        .packed();
            long joined = System.nanoTime();
            for (var packed : users) Memory.unpacked(packed, ZoneOffset.UTC);
            long unpacked = System.nanoTime();
            if (round % 10 == 9)
                System.out.printf("join %.1f us, unpack %.1f us%n", (joined - begun) / 5e5, (unpacked - joined) / 5e5);
        }
        assertThat(bytes).isLessThan(900);
    }

    /** Active on two dates of five, a session or so on each, some five events in it, to the millisecond. */
    private static List<Entry> busy(Random random) {
        var events = new ArrayList<Event>();
        var traits = Map.<String, @Nullable Object>of(
                "role",
                "developer",
                "plan",
                "pro",
                "country",
                "DE",
                "companySize",
                80L,
                "createdAt",
                "2026-01-01T09:00:00Z",
                "marketingConsent",
                true,
                "email",
                "someone@example.com");
        for (int i = 0; i < 2; i++)
            events.add(event(EventType.IDENTIFY, null, START.plus(Duration.ofDays(45L * i)), Map.of(), traits));
        events.add(new Event(
                id(random), EventType.GROUP, "u", null, null, "acme", null, START, START, Map.of(), Map.of()));
        var names = List.of(
                "Content Created",
                "Something",
                "Something",
                "Docs Viewed",
                "Content Shared",
                "Member Invited",
                "Pricing Page Viewed");
        var features = List.of("tasks", "projects", "comments", "api", "calendar");
        for (int day = 0; day < 90; day++) {
            if (random.nextInt(5) >= 2) continue;
            var at = START.plus(Duration.ofDays(day)).plusMillis(random.nextInt(80_000_000));
            int size = 2 + random.nextInt(12);
            for (int i = 0; i < size; i++) {
                at = at.plusMillis(random.nextInt(400_000));
                boolean feature = random.nextInt(5) < 3;
                var name = feature ? "Feature Used" : names.get(random.nextInt(names.size()));
                Map<String, @Nullable Object> properties =
                        feature ? Map.of("feature", features.get(random.nextInt(features.size()))) : Map.of();
                events.add(event(EventType.TRACK, name, at, properties, Map.of()));
            }
        }
        var entries = new ArrayList<Entry>();
        for (var event : events) entries.add(new Entry(entries.size() + 1, event));
        return entries;
    }

    private static Event event(
            EventType type,
            @Nullable String name,
            Instant at,
            Map<String, @Nullable Object> properties,
            Map<String, @Nullable Object> traits) {
        return new Event(
                id(new Random(at.toEpochMilli())), type, "u", null, null, null, name, at, at, properties, traits);
    }

    private static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
