package io.segue.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.profiles.Profiles;
import io.segue.support.Checkout;
import io.segue.support.RealProfiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Someone who came as a visitor, signed up, and stayed for longer than days are kept. */
class LongHistoryTest {
    private static final Instant START = Instant.parse("2024-01-01T10:00:00Z");

    private static final FeatureCatalogue CATALOGUE = Checkout.catalogue();

    @TempDir
    private static Path directory;

    private static RealProfiles real;
    private static Profiles profiles;

    private final List<Event> events = new ArrayList<>();

    @BeforeAll
    static void open() {
        real = RealProfiles.in(directory);
        profiles = real.profiles(ZoneOffset.UTC);
    }

    @AfterAll
    static void close() {
        real.close();
    }

    @ParameterizedTest(name = "signing up {0} minutes after the last visit, coming every {1} days for {2} days")
    @CsvSource({"10, 3, 700", "30, 3, 700", "31, 3, 700", "5000, 3, 700", "20000, 7, 900", "10, 7, 900", "10, 9, 900"})
    void memory_answers_as_the_oracle_does_without_the_journal(int minutes, int everyDays, int days) {
        var user = "u %d %d %d".formatted(minutes, everyDays, days);
        var visitor = "a %d %d %d".formatted(minutes, everyDays, days);
        for (int day = 0; day < 10; day += 3) use(null, visitor, START.plus(Duration.ofDays(day)), "calendar");
        var signup = START.plus(Duration.ofDays(9)).plus(Duration.ofMinutes(minutes));
        add(EventType.IDENTIFY, user, visitor, null, signup, Map.of(), Map.of("plan", "pro"));
        assertThat(profiles.find(user, signup)).isPresent(); // from here on memory keeps up by itself
        long reads = real.reads();
        for (int day = 0; day < days; day += everyDays) use(user, null, signup.plus(Duration.ofDays(day)), "tasks");
        var last = signup.plus(Duration.ofDays(days));

        for (int back : new int[] {0, 1, 100, 399}) {
            var asOf = last.minus(Duration.ofDays(back)).plus(Duration.ofHours(12));
            var date = asOf.atZone(ZoneOffset.UTC).toLocalDate();
            var person = profiles.find(user, asOf).orElseThrow();
            var oracle = new Oracle(events, Checkout.plan(), ZoneOffset.UTC, asOf);
            var from = START.atZone(ZoneOffset.UTC).toLocalDate();
            var measured = Measure.of(person.ledger(), date, from, CATALOGUE, Percentiles.NONE);
            assertThat(OracleTest.values(measured)).isEqualTo(OracleTest.values(oracle.metrics(user, CATALOGUE)));
            assertThat(person.ledger().featuresEver()).containsExactly("calendar", "tasks");
        }

        assertThat(real.reads()).isEqualTo(reads);
    }

    private void use(@Nullable String userId, @Nullable String anonymousId, Instant at, String feature) {
        add(EventType.TRACK, userId, anonymousId, "Feature Used", at, Map.of("feature", feature), Map.of());
    }

    private void add(
            EventType type,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String name,
            Instant at,
            Map<String, @Nullable Object> properties,
            Map<String, @Nullable Object> traits) {
        var event = new Event(
                (userId == null ? anonymousId : userId) + " m" + events.size(),
                type,
                userId,
                anonymousId,
                null,
                null,
                name,
                at,
                at,
                properties,
                traits);
        events.add(event);
        real.append(List.of(event));
    }
}
