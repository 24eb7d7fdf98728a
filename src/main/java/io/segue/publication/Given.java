package io.segue.publication;

import io.segue.rules.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is given of a user so that a figure which conditions ask for has a certain value: most are given as such, some follow from others. */
final class Given {
    /** A hundred of what a share is of, so that whole numbers of the other make hundredths. */
    private static final int WHOLE = 100;

    private static final List<String> PLANS = List.of("free", "trial", "basic", "pro", "enterprise");
    private static final List<String> CADENCES = List.of("DAILY", "WEEKLY", "MONTHLY");

    private Given() {}

    /**
     * What to give.
     *
     * @param name   as reasons call it
     * @param others what the other figures are to be
     */
    static Map<String, Object> of(String name, Object value, Map<String, Object> others) {
        if (!(value instanceof Number number)) return Map.of(name.equals("roleKey") ? "role" : name, value);
        double wanted = number.doubleValue();
        return switch (name) {
            case "idleDays" -> Map.of("daysSinceLastActive", value);
            case "gapsSinceLastActive" -> share("daysSinceLastActive", "typicalGapDays", wanted);
            case "sessionsShareOfBaseline" -> share("sessions7d", "baselineWeeklySessions", wanted, others);
            case "sessionsShareOfPrevWeek" -> share("sessions7d", "sessionsPrev7d", wanted, others);
            case "sessionsShareOfAverage" -> share("sessions7d", "avgWeeklySessions28d", wanted, others);
            case "featuresShareOfPeak" -> share("featuresUsed7d", "featuresPeakWeek", wanted);
            case "sessionsLostToPrevWeek" ->
                Map.of("sessionsPrev7d", Math.max(0, wanted), "sessions7d", Math.max(0, -wanted));
            case "activeDaysPerWeek" -> Map.of("activeDays28d", Math.max(0, 4 * (int) wanted - 2));
            case "evaluations14d" -> Map.of("docsViews14d", value);
            case "outreach14d" -> Map.of("invites14d", value);
            case "topPercentile" -> Map.of("usagePercentile", value);
            case "frequencyPlusMonetary" -> sum((int) wanted, others);
            default -> Map.of(name, value);
        };
    }

    private static Map<String, Object> share(String part, String whole, double share) {
        return Map.of(part, Math.rint(share * WHOLE), whole, WHOLE);
    }

    /** Where a condition asks for the whole or the part as well, its value is kept. */
    private static Map<String, Object> share(String part, String whole, double share, Map<String, Object> others) {
        if (others.get(part) instanceof Number given && share > 0)
            return Map.of(part, given, whole, Math.floor(given.doubleValue() / share));
        if (others.get(whole) instanceof Number given)
            return Map.of(part, Math.floor(share * given.doubleValue()), whole, given);
        return share(part, whole, share);
    }

    private static Map<String, Object> sum(int sum, Map<String, Object> others) {
        int frequency = others.get("frequency") instanceof Number given ? given.intValue() : Math.max(1, sum - 5);
        return Map.of("frequency", frequency, "monetary", sum - frequency);
    }

    /** A word that a condition on words does not ask for. */
    static Optional<Object> other(Condition condition) {
        var path = condition.shape().operand().label();
        var words = path.equals("plan") ? PLANS : path.equals("cadence") ? CADENCES : List.of("SOMETHING_ELSE");
        return words.stream()
                .filter(word -> !condition.holds(word)
                        && !String.valueOf(condition.value())
                                .toLowerCase(Locale.ROOT)
                                .contains(word.toLowerCase(Locale.ROOT)))
                .<Object>map(word -> word)
                .findFirst();
    }
}
