package io.segue.publication;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts things of which there may be very many; only the first so many different ones that come are kept. Used by one thread. */
final class Counts<T> {
    private final int most;
    private final Map<T, Integer> counts = new HashMap<>();

    Counts(int most) {
        this.most = most;
    }

    void add(T thing) {
        if (counts.containsKey(thing) || counts.size() < most) counts.merge(thing, 1, Integer::sum);
    }

    /** A thing and how often it came. */
    record Counted<T>(T thing, int count) {}

    /** The most frequent first, equal ones by what they are called. */
    List<Counted<T>> mostFrequent(int limit) {
        return counts.entrySet().stream()
                .map(entry -> new Counted<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Counted<T>>comparingInt(counted -> -counted.count())
                        .thenComparing(counted -> counted.thing().toString()))
                .limit(limit)
                .toList();
    }
}
