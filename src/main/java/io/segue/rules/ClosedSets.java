package io.segue.rules;

import io.segue.tables.Nearest;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values that only rows and rules bring about: segments, tiers, memberships. A condition on one that nothing concludes never
 * holds, and nobody would see it.
 */
final class ClosedSets {
    private static final Map<String, Topic> CONCLUDED = concluded();

    private ClosedSets() {}

    private static Map<String, Topic> concluded() {
        var concluded = new HashMap<String, Topic>();
        for (var topic : Topic.all()) if (topic.name().startsWith("segments.")) concluded.put(topic.name(), topic);
        for (var score : List.of("engagement", "activation", "expansionReadiness", "churnRisk"))
            concluded.put("tiers." + score, Topic.of("scores." + score + ".tier"));
        concluded.put("companySizeSegment", Topic.of("segments.companySize"));
        concluded.put("behaviorsThatHold", Topic.of("segments.behavior"));
        concluded.put("memberships", Topic.of("memberships"));
        concluded.put("salesTier", Topic.of("actions.salesTier"));
        return Map.copyOf(concluded);
    }

    /**
     * Reports each condition on a value that nothing concludes.
     *
     * @param listed values by operand that lists say which are looked up, such as {@code segments.role}
     */
    static void check(Rulebook book, Map<String, ? extends Set<String>> listed, Problems problems) {
        for (var rule : book.rules())
            for (var asked : rule.asks())
                known(asked.operand(), book, listed)
                        .filter(known -> !known.contains(asked.value()))
                        .ifPresent(known -> problems.add(unknown(rule, asked, known)));
    }

    private static Problem unknown(Rule rule, Asked asked, Set<String> known) {
        var detail = "asks for \"%s\", which no row or rule concludes".formatted(asked.value());
        var place = rule.place();
        var problem = place == null || asked.shape() == null
                ? rule.problem("\"%s\" %s".formatted(rule.name(), detail))
                : place.condition(asked.shape(), detail);
        return problem.expecting("one of " + String.join(", ", new TreeSet<>(known)))
                .suggesting(Nearest.advice(asked.value(), known));
    }

    /** Empty for values that anything may bring, and where a row that concludes one could not be read. */
    private static Optional<Set<String>> known(
            String operand, Rulebook book, Map<String, ? extends Set<String>> listed) {
        if (listed.containsKey(operand)) return Optional.ofNullable(listed.get(operand));
        var topic = CONCLUDED.get(operand);
        return topic == null || !book.complete(topic) ? Optional.empty() : Optional.of(concluded(operand, topic, book));
    }

    private static Set<String> concluded(String operand, Topic topic, Rulebook book) {
        var concluded = new LinkedHashSet<String>();
        for (var rule : book.rules())
            if (rule.topic().equals(topic) && !(operand.equals("behaviorsThatHold") && rule.always()))
                concluded.add(String.valueOf(rule.result()));
        return concluded;
    }

    /** What a book's rows and rules conclude, by the operand that conditions ask for, in the order of the rows. */
    static Map<String, Set<String>> of(Rulebook book) {
        var all = new HashMap<String, Set<String>>();
        CONCLUDED.forEach((operand, topic) -> all.put(operand, concluded(operand, topic, book)));
        return all;
    }

    /** Tells each row whose conclusion something asked for before, and nothing does now. */
    static List<Problem> lost(Rulebook before, Rulebook now) {
        var asked = asked(before);
        var stillAsked = asked(now).keySet();
        var lost = new ArrayList<Problem>();
        var told = new HashSet<String>();
        for (var rule : now.rules()) {
            if (!CONCLUDED.containsValue(rule.topic())) continue;
            var key = key(rule.topic(), String.valueOf(rule.result()));
            var asker = asked.get(key);
            if (asker == null || stillAsked.contains(key) || !told.add(key)) continue;
            lost.add(rule.problem(
                            rule.topic().outputs().get(0).header(),
                            "nothing asks for \"%s\" any more; %s did".formatted(rule.result(), asker))
                    .suggesting("Leave it if that is meant."));
        }
        return lost;
    }

    /** Names of the rows and rules that ask, the first of each, by what is asked for. */
    private static Map<String, String> asked(Rulebook book) {
        var asked = new HashMap<String, String>();
        for (var rule : book.rules())
            for (var value : rule.asks()) {
                var topic = CONCLUDED.get(value.operand());
                if (topic != null) asked.putIfAbsent(key(topic, value.value()), rule.name());
            }
        return asked;
    }

    private static String key(Topic topic, String value) {
        return topic.name() + "\0" + value;
    }
}
