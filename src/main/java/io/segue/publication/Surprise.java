package io.segue.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A decision that changes for more users than somebody expected.
 *
 * @param decision    as the report names it
 * @param users       for whom it changes
 * @param percent     of the users decided on, with one decimal; above the limit before rounding
 * @param mostPercent the limit, 0 to 100
 */
public record Surprise(String decision, int users, double percent, double mostPercent) {
    /**
     * The decisions that change for more users than their limits allow, by name. Users who fell in a gap or could not be decided on,
     * and so would get no answer at all, count as changed in each.
     *
     * @param mostPercent by decision, the percent of users for whom it may change
     * @throws IllegalArgumentException for a decision that the report does not know, or a limit beyond 0 to 100
     */
    public static List<Surprise> over(RehearsalReport report, Map<String, Double> mostPercent) {
        var surprises = new ArrayList<Surprise>();
        int unanswered = report.inGaps() + report.errors();
        int all = report.users() + unanswered;
        new TreeMap<>(mostPercent).forEach((decision, most) -> {
            if (!(most >= 0 && most <= 100))
                throw new IllegalArgumentException(
                        "the limit for %s is %s, expected a percentage from 0 to 100".formatted(decision, most));
            int users = unanswered
                    + report.decisions().stream()
                            .filter(change -> change.decision().equals(decision))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("%s is no decision that was rehearsed; it is one of %s"
                                            .formatted(
                                                    decision,
                                                    report.decisions().stream()
                                                            .map(RehearsalReport.Change::decision)
                                                            .toList())))
                            .users();
            if (all > 0 && users * 100.0 / all > most)
                surprises.add(new Surprise(decision, users, percent(users, all), most));
        });
        return surprises;
    }

    /** With one decimal; 0 of nobody. */
    static double percent(int users, int all) {
        return all == 0 ? 0 : Math.round(users * 1000.0 / all) / 10.0;
    }
}
