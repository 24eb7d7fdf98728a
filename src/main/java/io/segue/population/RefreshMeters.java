package io.segue.population;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.segue.population.Refresh.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Meters of refreshes: {@code segue.refresh.duration} by how they ended, {@code segue.refresh.users} and {@code
 * segue.refresh.failures} decided and left out, {@code segue.refresh.age} of the one that decisions take their standings from.
 */
final class RefreshMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4),
    };

    private final Map<State, Timer> durations = new EnumMap<>(State.class);
    private final Counter users;
    private final Counter failures;

    RefreshMeters(MeterRegistry meters, StoredStandings standings, Clock clock) {
        for (var state : List.of(State.DONE, State.FAILED, State.CANCELLED))
            durations.put(
                    state,
                    Timer.builder("segue.refresh.duration")
                            .description("from the start of a refresh to its end")
                            .tag("outcome", state.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BUCKETS)
                            .register(meters));
        users = Counter.builder("segue.refresh.users")
                .description("users decided on by refreshes")
                .register(meters);
        failures = Counter.builder("segue.refresh.failures")
                .description("users left out of refreshes because something failed")
                .register(meters);
        age(meters, standings, clock, "as_of", Refresh::asOf);
        age(meters, standings, clock, "finish", Refresh::finishedAt);
    }

    private static void age(
            MeterRegistry meters,
            StoredStandings standings,
            Clock clock,
            String since,
            Function<Refresh, @Nullable Instant> moment) {
        TimeGauge.builder("segue.refresh.age", standings, TimeUnit.MILLISECONDS, known -> known.latest()
                        .map(moment)
                        .map(then ->
                                (double) Duration.between(then, clock.instant()).toMillis())
                        .orElse(Double.NaN))
                .description("age of the latest refresh in use; not a number before the first")
                .tag("since", since)
                .register(meters);
    }

    /** @param begun by System.nanoTime */
    void ended(State state, long begun, int users, int failures) {
        var duration = durations.get(state);
        if (duration != null) duration.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        this.users.increment(users);
        this.failures.increment(failures);
    }
}
