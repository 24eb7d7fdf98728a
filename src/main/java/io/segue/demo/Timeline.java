package io.segue.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what happened, in any order, and tells it in the order of time. Dates are those of UTC. */
final class Timeline {
    private static final int DAY_SECONDS = 86_400;

    private record Happening(Instant at, int nth, Map<String, @Nullable Object> message) {}

    private final Instant now;
    private final LocalDate today;
    private final List<Happening> happenings = new ArrayList<>();

    Timeline(Instant now) {
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    LocalDate date(int daysAgo) {
        return today.minusDays(daysAgo);
    }

    /**
     * The instant on a date where something of that length can begin and still end on the same date. What would end in the
     * future happens in the part of today that is over instead, at the same place of it.
     */
    Instant at(int daysAgo, double secondOfDay, double lengthSeconds) {
        var start = date(daysAgo).atStartOfDay(ZoneOffset.UTC).toInstant();
        var second = Math.max(0, Math.min(secondOfDay, DAY_SECONDS - 60 - lengthSeconds));
        var at = start.plusMillis(Math.round(second * 1000));
        if (daysAgo > 0 || !at.plusMillis(Math.round(lengthSeconds * 1000)).isAfter(now)) return at;
        var over = now.toEpochMilli() - start.toEpochMilli() - lengthSeconds * 1000;
        return start.plusMillis(Math.max(0, Math.round(over * second / DAY_SECONDS)));
    }

    /** Adds a message; one that would lie in the future happens now. */
    void add(Instant at, Map<String, @Nullable Object> message) {
        happenings.add(new Happening(at.isAfter(now) ? now : at, happenings.size(), message));
    }

    /** All messages by time, those of one instant as they were added, each with its timestamp and its number as messageId. */
    List<Map<String, @Nullable Object>> messages() {
        happenings.sort(Comparator.comparing(Happening::at).thenComparingInt(Happening::nth));
        var messages = new ArrayList<Map<String, @Nullable Object>>(happenings.size());
        for (var happening : happenings) {
            var message = new LinkedHashMap<String, @Nullable Object>();
            message.put("messageId", "demo-" + (messages.size() + 1));
            message.putAll(happening.message());
            message.put("timestamp", happening.at().toString());
            messages.add(message);
        }
        return messages;
    }
}
