package io.segue.population;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A made-up population, and what it does: no two events of a user come within half an hour, so that each is a session of its own and
 * everything can be counted on fingers.
 */
final class Town {
    static final LocalDate DATE = LocalDate.parse("2025-06-30");
    static final Instant AS_OF = Instant.parse("2025-06-30T23:30:00Z");

    /** Those that are not in the catalogue come last. */
    private static final List<String> FEATURES = List.of("api", "tasks", "calendar", "sharing", "import", "exports");

    private static final Map<String, Double> SHARE_OF_USERS =
            Map.of("api", .45, "tasks", .6, "calendar", .3, "sharing", .5, "import", .5, "exports", .35);

    /** One thing a user did, under whatever id it was sent. Without a feature it is something created. */
    record Deed(String user, LocalDate date, String feature) {}

    final List<Event> events = new ArrayList<>();
    /** By canonical user, as of {@link #AS_OF}. */
    final TreeMap<String, List<Deed>> deeds = new TreeMap<>();

    private final Random random;
    private final Set<String> taken = new HashSet<>();

    Town(long seed, int users) {
        random = new Random(seed);
        for (int i = 0; i < users; i++) settle("u%03d".formatted(i), i % 2);
        for (int i = 0; i + 1 < users; i += 16) merge("u%03d".formatted(i), "u%03d".formatted(i + 1), i % 32 == 0);
    }

    private void settle(String user, int parity) {
        add(user, EventType.IDENTIFY, DATE.minusDays(100), 0, null, Map.of(), null);
        if (random.nextInt(3) == 0)
            add(user, EventType.GROUP, DATE.minusDays(90), 0, null, Map.of(), "acme" + random.nextInt(4));
        var own = new ArrayList<String>();
        for (var feature : FEATURES) if (random.nextDouble() < SHARE_OF_USERS.get(feature)) own.add(feature);
        if (random.nextInt(10) > 0) act(user, parity, 55, 28, own);
        if (random.nextDouble() < .3 + (own.contains("api") ? .4 : 0) + (own.contains("tasks") ? .15 : 0))
            act(
                    user,
                    parity,
                    27,
                    0,
                    own.stream().filter(any -> random.nextBoolean()).toList());
        if (random.nextInt(4) == 0) act(user, parity, 0, -5, FEATURES);
    }

    private void act(String user, int parity, int first, int last, List<String> features) {
        var deeds = new ArrayList<>(features);
        for (int i = random.nextInt(4); i >= 0; i--) deeds.add(null);
        for (var feature : deeds) {
            int daysAgo = last + random.nextInt(first - last + 1);
            int hour = 2 * random.nextInt(11) + parity;
            if (taken.add(user + " " + daysAgo + " " + hour)) did(user, DATE.minusDays(daysAgo), hour, feature);
        }
    }

    private void did(String user, LocalDate date, int hour, String feature) {
        events.add(new Event(
                "m" + events.size(),
                EventType.TRACK,
                user,
                null,
                null,
                null,
                feature == null ? "Content Created" : "Feature Used",
                at(date, hour),
                at(date, hour),
                feature == null ? Map.of() : Map.of("feature", feature),
                Map.of()));
        if (!date.isAfter(DATE))
            deeds.computeIfAbsent(user, any -> new ArrayList<>()).add(new Deed(user, date, feature));
    }

    private void merge(String previous, String user, boolean inTime) {
        add(user, EventType.ALIAS, inTime ? DATE.minusDays(1) : DATE.plusDays(1), 23, previous, Map.of(), null);
        if (!inTime) return;
        var moved = deeds.remove(previous);
        if (moved != null) deeds.computeIfAbsent(user, any -> new ArrayList<>()).addAll(moved);
    }

    private void add(
            String user,
            EventType type,
            LocalDate date,
            int hour,
            String previous,
            Map<String, Object> traits,
            String account) {
        events.add(new Event(
                "m" + events.size(),
                type,
                user,
                null,
                previous,
                account,
                null,
                at(date, hour),
                at(date, hour),
                Map.of(),
                traits));
        if (type == EventType.IDENTIFY) deeds.computeIfAbsent(user, any -> new ArrayList<>());
    }

    private static Instant at(LocalDate date, int hour) {
        return date.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    /** How often the user did such a thing on the dates so many days ago. */
    int count(String user, int first, int last, Predicate<Deed> wanted) {
        return (int) deeds.get(user).stream()
                .filter(deed -> !deed.date().isBefore(DATE.minusDays(first))
                        && !deed.date().isAfter(DATE.minusDays(last)))
                .filter(wanted)
                .count();
    }

    /** Features the user used on the dates so many days ago. */
    Set<String> features(String user, int first, int last) {
        var used = new HashSet<String>();
        count(user, first, last, deed -> deed.feature() != null && used.add(deed.feature()));
        return used;
    }
}
