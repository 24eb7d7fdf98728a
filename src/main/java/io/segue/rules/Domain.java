package io.segue.rules;

import io.segue.tables.Cell;
import java.util.Map;

/**
 * The numbers that an operand can have at all, both ends included.
 *
 * @param most infinite for counts and amounts
 */
record Domain(double least, double most) {
    private static final Domain COUNT = new Domain(0, Double.POSITIVE_INFINITY);
    private static final Domain ANY = new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Domain SHARE = new Domain(0, 1);
    private static final Domain PERCENT = new Domain(0, 100);
    private static final Domain DIGIT = new Domain(1, 5);

    /** Where it is not 0 or more: users are decided on before they sign up, and sessions may have grown. */
    private static final Map<String, Domain> KNOWN = Map.ofEntries(
            Map.entry("metrics.tenureDays", ANY),
            Map.entry("metrics.idleDays", ANY),
            Map.entry("metrics.sessionsLostToPrevWeek", ANY),
            Map.entry("metrics.usageDecline", SHARE),
            Map.entry("metrics.featureBreadth30d", SHARE),
            Map.entry("traits.usageOfLimit", SHARE),
            Map.entry("metrics.usagePercentile", PERCENT),
            Map.entry("metrics.breadthPercentile", PERCENT),
            Map.entry("metrics.contentPercentile", PERCENT),
            Map.entry("metrics.topPercentile", PERCENT),
            Map.entry("metrics.activeDays7d", new Domain(0, 7)),
            Map.entry("metrics.activeDays14d", new Domain(0, 14)),
            Map.entry("metrics.activeDays28d", new Domain(0, 28)),
            Map.entry("metrics.activeDaysPerWeek", new Domain(0, 7)),
            Map.entry("metrics.advancedFeatureDays28d", new Domain(0, 28)),
            Map.entry("engagement", PERCENT),
            Map.entry("activation", PERCENT),
            Map.entry("churnRisk", PERCENT),
            Map.entry("expansionReadiness", PERCENT),
            Map.entry("recency", DIGIT),
            Map.entry("frequency", DIGIT),
            Map.entry("monetary", DIGIT),
            Map.entry("frequencyPlusMonetary", new Domain(2, 10)),
            Map.entry("salesTier", new Domain(1, 4)));

    static Domain of(Operand operand) {
        return KNOWN.getOrDefault(operand.path(), COUNT);
    }

    boolean holds(double number) {
        return number >= least && number <= most;
    }

    /** In words, {@code 0 to 1}. */
    String told() {
        if (most == Double.POSITIVE_INFINITY) return least == Double.NEGATIVE_INFINITY ? "any number" : "0 or more";
        return new Cell(0, 0, least).text() + " to " + new Cell(0, 0, most).text();
    }
}
