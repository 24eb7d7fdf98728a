package io.segue.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The product's features, in the order they are listed. A feature that is not among them still counts as used.
 *
 * @param features each key once
 */
public record FeatureCatalogue(List<Feature> features) {
    /**
     * One feature.
     *
     * @param key           as in the events
     * @param name          as shown to users
     * @param collaborative whether using it counts as collaboration
     * @param advanced      whether using it counts as advanced use
     * @param benefit       what it is good for, as shown to users
     */
    public record Feature(String key, String name, boolean collaborative, boolean advanced, String benefit) {}

    public FeatureCatalogue {
        features = List.copyOf(features);
        var keys = new HashSet<String>();
        for (var feature : features)
            if (!keys.add(feature.key()))
                throw new IllegalArgumentException(
                        "feature %s is listed twice, expected once".formatted(feature.key()));
    }

    /** How many there are. */
    public int size() {
        return features.size();
    }

    /** The feature of that key. */
    public Optional<Feature> feature(String key) {
        return features.stream().filter(feature -> feature.key().equals(key)).findFirst();
    }

    /** Keys of the collaborative ones. */
    public Set<String> collaborative() {
        return features.stream()
                .filter(Feature::collaborative)
                .map(Feature::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Keys of the advanced ones. */
    public Set<String> advanced() {
        return features.stream().filter(Feature::advanced).map(Feature::key).collect(Collectors.toUnmodifiableSet());
    }
}
