package io.segue.population;

import io.segue.decisions.Situation.Recommendation;
import io.segue.profiles.CodePoints;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lifts that one refresh found. Immutable. */
final class Lifts {
    private static final int MOST_OFFERS = 2;
    private static final Comparator<Lift> BEST_FIRST = Comparator.comparingDouble(Lift::lift)
            .reversed()
            .thenComparing(Lift::feature, CodePoints.ORDER)
            .thenComparing(Lift::used, CodePoints.ORDER);

    private final Map<String, List<Lift>> byUsed;

    Lifts(List<Lift> lifts) {
        byUsed = lifts.stream().collect(Collectors.groupingBy(Lift::used));
    }

    /**
     * The features to offer to a user: of those never used the two with the best lift over a feature used lately, best first,
     * ties by feature key, and for the feature they go with likewise.
     */
    List<Recommendation> offers(Set<String> usedEver, Set<String> usedLately) {
        var best = new HashMap<String, Lift>();
        for (var used : usedLately)
            for (var lift : byUsed.getOrDefault(used, List.of()))
                if (!usedEver.contains(lift.feature()))
                    best.merge(lift.feature(), lift, (one, other) -> BEST_FIRST.compare(one, other) <= 0 ? one : other);
        return best.values().stream()
                .sorted(BEST_FIRST)
                .limit(MOST_OFFERS)
                .map(lift -> new Recommendation(lift.feature(), lift.used(), lift.lift()))
                .toList();
    }
}
