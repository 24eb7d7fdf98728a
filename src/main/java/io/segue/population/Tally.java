package io.segue.population;

import io.segue.facts.Segments;
import io.segue.facts.Tiers;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts results into a distribution. Used by one thread. */
final class Tally {
    private int users;
    private final Map<String, Map<String, Integer>> dimensions = eachOf(Segments.class);
    private final Map<String, Integer> memberships = new TreeMap<>();
    private final Map<String, Integer> salesTiers = new TreeMap<>();
    private final Map<String, Integer> nextBestActions = new TreeMap<>();
    private final Map<String, Map<String, Integer>> tiers = eachOf(Tiers.class);

    void add(UserResult user) {
        users++;
        count(user.segments(), dimensions);
        for (var membership : user.memberships()) memberships.merge(membership, 1, Integer::sum);
        salesTiers.merge(String.valueOf(user.salesTier()), 1, Integer::sum);
        nextBestActions.merge(user.nextBestAction(), 1, Integer::sum);
        count(user.tiers(), tiers);
    }

    Distribution distribution(Refresh refresh) {
        return new Distribution(
                refresh.id(), refresh.asOf(), users, dimensions, memberships, salesTiers, nextBestActions, tiers);
    }

    private static Map<String, Map<String, Integer>> eachOf(Class<? extends Record> words) {
        var counts = new LinkedHashMap<String, Map<String, Integer>>();
        for (var component : words.getRecordComponents()) counts.put(component.getName(), new TreeMap<>());
        return counts;
    }

    private static void count(Record words, Map<String, Map<String, Integer>> counts) {
        for (var component : words.getClass().getRecordComponents()) {
            var byWord = counts.get(component.getName());
            if (byWord != null) byWord.merge(word(words, component), 1, Integer::sum);
        }
    }

    private static String word(Record words, RecordComponent component) {
        try {
            return String.valueOf(component.getAccessor().invoke(words));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s of %s cannot be read".formatted(component.getName(), words), e);
        }
    }
}
