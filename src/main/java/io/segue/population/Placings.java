package io.segue.population;

import io.segue.metrics.Percentiles;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Where every user counted at one refresh stood: an id and three numbers each. Immutable. */
final class Placings {
    private final String[] userIds;
    private final double[] percentiles;

    /** @param placings each user once, in any order */
    Placings(List<Placing> placings) {
        var sorted = placings.toArray(Placing[]::new);
        Arrays.sort(sorted, Comparator.comparing(Placing::userId));
        userIds = new String[sorted.length];
        percentiles = new double[3 * sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            userIds[i] = sorted[i].userId();
            percentiles[3 * i] = sorted[i].usage();
            percentiles[3 * i + 1] = sorted[i].breadth();
            percentiles[3 * i + 2] = sorted[i].content();
        }
    }

    /** {@link Percentiles#NONE} for a user not counted. */
    Percentiles of(String userId) {
        int place = Arrays.binarySearch(userIds, userId);
        return place < 0
                ? Percentiles.NONE
                : new Percentiles(percentiles[3 * place], percentiles[3 * place + 1], percentiles[3 * place + 2]);
    }
}
