package io.segue.rules;

import io.segue.rules.HitPolicy.Kind;
import io.segue.tables.Listing.Column;
import io.segue.tables.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question that tables and rules answer. Each is answered by one table, or by rules, or by both where every row that
 * matches counts.
 *
 * @param index   its place among all
 * @param name    as answers and sheets name it, {@code segments.lifecycle}
 * @param latest  the last fact the rows may read: later facts need the answer
 * @param kinds   hit policies that make sense for it
 * @param outputs what a row concludes, the main value first
 */
public record Topic(int index, String name, Stage latest, Set<Kind> kinds, List<Column> outputs) {
    private static final Map<String, Topic> KNOWN = new LinkedHashMap<>();
    private static final int LONG_TEXT = 1_000;

    static {
        var points = List.of(Column.required("points", new ValueType.Whole(0, 100)));
        for (var part : List.of("frequency", "breadth", "depth", "recency"))
            sums("scores.engagement." + part, Stage.EVIDENCE, points);
        sums(
                "scores.activation",
                Stage.EVIDENCE,
                List.of(points.get(0), Column.required("coreAction", new ValueType.YesNo())));
        for (var part : List.of("usageLimits", "teamGrowth", "featureInterest"))
            sums("scores.expansionReadiness." + part, Stage.EVIDENCE, points);
        sums("scores.expansionReadiness.engagement", Stage.SCORES, points);
        for (var part : List.of("usageDecline", "recencyGap", "support", "billing", "trend"))
            sums("scores.churnRisk." + part, Stage.EVIDENCE, points);
        for (var digit : List.of("recency", "frequency", "monetary"))
            picks("scores.rfm." + digit, Stage.EVIDENCE, Column.required("points", new ValueType.Whole(1, 5)));
        for (var score : List.of("engagement", "activation", "expansionReadiness", "churnRisk"))
            picks("scores." + score + ".tier", Stage.READINESS, name("tier"));

        counts("atRiskSignals", Stage.EVIDENCE, Kind.COUNT);
        counts("powerByCriteria", Stage.EVIDENCE, Kind.AT_LEAST);
        counts("advocate", Stage.EVIDENCE, Kind.AT_LEAST);
        counts("enterpriseSignals", Stage.SCORES, Kind.AT_LEAST);
        know("activated", Stage.SCORES, Set.of(Kind.ANY), List.of(name("reason")));

        picks("segments.companySize", Stage.EVIDENCE, name("segment"));
        picks("segments.behavior", Stage.SCORES, name("segment"));
        for (var dimension :
                List.of("lifecycle", "lifecycleStarter", "intent", "planTier", "valueTier", "dormancy", "rfm"))
            picks("segments." + dimension, Stage.READINESS, name("segment"));
        know("memberships", Stage.READINESS, Set.of(Kind.COLLECT), List.of(name("membership")));

        var text = new ValueType.Text(LONG_TEXT);
        picks(
                "actions.onboardingPath",
                Stage.STANDING,
                name("key"),
                Column.required("steps", text),
                Column.required("firstAction", text));
        picks(
                "actions.upgradeMessage",
                Stage.STANDING,
                name("key"),
                Column.required("message", text),
                Column.required("fallback", text));
        picks("actions.emailCampaign", Stage.STANDING, name("key"), Column.optional("cadence", text));
        picks(
                "actions.salesTier",
                Stage.READINESS,
                Column.required("tier", new ValueType.Whole(1, 4)),
                name("followUp"));
        know(
                "nextBestAction",
                Stage.STANDING,
                Set.of(Kind.COLLECT),
                List.of(
                        Column.required("action", new ValueType.Text(60)),
                        Column.required("priority", new ValueType.Whole(0, 1000)),
                        Column.required(
                                "channel", new ValueType.OneOf(List.of("in-app", "email", "sales", "csm", "none"))),
                        Column.optional("message", text),
                        Column.optional("fallback", text)));
    }

    /** Every question there is, in the order answers tell of them. */
    public static List<Topic> all() {
        return List.copyOf(KNOWN.values());
    }

    /** @throws IllegalArgumentException for a name that is no topic's */
    public static Topic of(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException(name + " is no topic"));
    }

    static Optional<Topic> named(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    private static void sums(String name, Stage latest, List<Column> outputs) {
        know(name, latest, EnumSet.of(Kind.UNIQUE, Kind.FIRST, Kind.SUM), outputs);
    }

    private static void picks(String name, Stage latest, Column main, Column... more) {
        var outputs = new ArrayList<>(List.of(main));
        outputs.addAll(List.of(more));
        know(name, latest, EnumSet.of(Kind.UNIQUE, Kind.FIRST), outputs);
    }

    private static void counts(String name, Stage latest, Kind kind) {
        know(name, latest, EnumSet.of(kind), List.of(Column.required("signal", new ValueType.Text(60))));
    }

    private static Column name(String header) {
        return Column.required(header, new ValueType.Text(60));
    }

    private static void know(String name, Stage latest, Set<Kind> kinds, List<Column> outputs) {
        KNOWN.put(name, new Topic(KNOWN.size(), name, latest, kinds, List.copyOf(outputs)));
    }
}
