package io.segue.population;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts who used which features together and who of them stayed. Used by one thread.
 *
 * <p>lift(A, B) is P(stayed | used A and B) / P(stayed | used A, not B). It is told where at least 20 users are on either side, some
 * of those without B stayed, and the value, rounded half up to 4 decimals, is 1.3 or more.
 */
final class LiftCount {
    private static final int FEWEST_USERS = 20;
    private static final int DECIMALS = 4;
    private static final BigDecimal SMALLEST = new BigDecimal("1.3");

    private final List<String> catalogue;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Users> byUsed = new HashMap<>();

    /** Of the users of one feature how many used each of the catalogue too, and in the last place how many there are. */
    private record Users(int[] all, int[] stayed) {
        void add(int place, boolean stays) {
            all[place]++;
            if (stays) stayed[place]++;
        }
    }

    /** @param catalogue keys of its features */
    LiftCount(List<String> catalogue) {
        this.catalogue = List.copyOf(catalogue);
        for (int place = 0; place < catalogue.size(); place++) places.put(catalogue.get(place), place);
    }

    /**
     * Adds one user who was active in the earlier window.
     *
     * @param used   features used in that window
     * @param stayed whether the user was active in the later one
     */
    void add(Set<String> used, boolean stayed) {
        int everyone = catalogue.size();
        for (var one : used) {
            var users = byUsed.computeIfAbsent(one, any -> new Users(new int[everyone + 1], new int[everyone + 1]));
            users.add(everyone, stayed);
            for (var other : used) {
                var place = places.get(other);
                if (place != null) users.add(place, stayed);
            }
        }
    }

    /** Every lift that counts. */
    List<Lift> lifts() {
        var lifts = new ArrayList<Lift>();
        byUsed.forEach((used, users) -> {
            for (int place = 0; place < catalogue.size(); place++) {
                var feature = catalogue.get(place);
                if (feature.equals(used)) continue;
                long both = users.all()[place];
                long alone = users.all()[catalogue.size()] - both;
                long bothStayed = users.stayed()[place];
                long aloneStayed = users.stayed()[catalogue.size()] - bothStayed;
                if (both < FEWEST_USERS || alone < FEWEST_USERS || aloneStayed == 0) continue;
                var lift = BigDecimal.valueOf(bothStayed * alone)
                        .divide(BigDecimal.valueOf(both * aloneStayed), DECIMALS, RoundingMode.HALF_UP);
                if (lift.compareTo(SMALLEST) >= 0) lifts.add(new Lift(used, feature, lift.doubleValue()));
            }
        });
        return lifts;
    }
}
