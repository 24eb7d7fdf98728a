package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.decisions.Decision.Reason;
import io.segue.decisions.Playbook;
import io.segue.facts.Segments;
import io.segue.rules.Topic;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that are decided of a user.
 *
 * @param name    as reasons name it where they do
 * @param answer  what was decided, as a text
 * @param wording the aspect whose wording it is, which only counts where that one stays the same; null for one of its own
 * @param reasons those of the decision's reasons that are for this
 */
record Aspect(
        String name,
        Function<Decision, String> answer,
        @Nullable Aspect wording,
        Predicate<Reason> reasons) {
    /** What there is where nothing is. */
    static final String NONE = "none";

    private static final Topic MEMBERSHIPS = Topic.of("memberships");
    private static final int BUCKET = 10;

    /** All that either playbook decides, in the order in which it is decided; what is worded after what it words. */
    static List<Aspect> of(Playbook before, Playbook now) {
        var all = new ArrayList<Aspect>();
        score(all, "engagement", decision -> decision.scores().engagement());
        score(all, "activation", decision -> decision.scores().activation());
        score(all, "expansionReadiness", decision -> decision.scores().expansionReadiness());
        score(all, "churnRisk", decision -> decision.scores().churnRisk());
        all.add(new Aspect("scores.rfm", decision -> decision.scores().rfm().code(), null, reason -> reason.decision()
                .startsWith("scores.rfm.")));
        for (var dimension : Segments.class.getRecordComponents())
            all.add(plain("segments." + dimension.getName(), decision -> segment(dimension, decision.segments())));
        for (var name : memberships(before, now))
            all.add(new Aspect(
                    "memberships." + name,
                    decision -> decision.memberships().contains(name) ? "yes" : "no",
                    null,
                    reason -> reason.decision().equals(MEMBERSHIPS.name())
                            && reason.result().equals(name)));
        actions(all);
        return List.copyOf(all);
    }

    private static void actions(List<Aspect> all) {
        worded(
                all,
                plain(
                        "actions.onboardingPath",
                        decision -> decision.actions().onboardingPath().key()),
                ".steps",
                decision ->
                        String.join("; ", decision.actions().onboardingPath().steps()) + " / "
                                + decision.actions().onboardingPath().firstAction());
        worded(
                all,
                plain("actions.upgradeMessage", decision -> upgrade(decision, Decision.UpgradeMessage::key)),
                ".message",
                decision -> upgrade(decision, Decision.UpgradeMessage::message));
        worded(
                all,
                plain(
                        "actions.emailCampaign",
                        decision -> decision.actions().emailCampaign().key()),
                ".cadence",
                decision -> orNone(decision.actions().emailCampaign().cadence()));
        all.add(plain(
                "actions.emailCampaign.allowed",
                decision -> decision.actions().emailCampaign().allowed() ? "yes" : "no"));
        worded(
                all,
                plain(
                        "actions.salesTier",
                        decision ->
                                String.valueOf(decision.actions().salesTier().tier())),
                ".followUp",
                decision -> decision.actions().salesTier().followUp());
        worded(
                all,
                plain("actions.featureRecommendations", decision -> listed(decision, feature -> feature.feature())),
                ".message",
                decision -> listed(decision, feature -> feature.message()));
        var next = plain("nextBestAction", decision -> decision.nextBestAction().action());
        worded(
                all,
                next,
                ".message",
                decision -> orNone(decision.nextBestAction().message()));
        all.add(new Aspect("nextBestAction.channel", d -> d.nextBestAction().channel(), next, next.reasons()));
    }

    private static void score(List<Aspect> all, String name, Function<Decision, Decision.Score> score) {
        var prefix = "scores." + name;
        all.add(new Aspect(
                prefix + ".value",
                decision -> bucket(score.apply(decision).value()),
                null,
                reason -> reason.decision().startsWith(prefix)
                        && !reason.decision().endsWith(".tier")));
        all.add(plain(prefix + ".tier", decision -> score.apply(decision).tier()));
    }

    private static Aspect plain(String name, Function<Decision, String> answer) {
        return new Aspect(name, answer, null, reason -> reason.decision().equals(name));
    }

    private static void worded(List<Aspect> all, Aspect aspect, String suffix, Function<Decision, String> text) {
        all.add(aspect);
        all.add(new Aspect(aspect.name() + suffix, text, aspect, aspect.reasons()));
    }

    /** 0-9, 10-19 and so on to 90-100. */
    private static String bucket(int value) {
        int from = Math.min(value / BUCKET, 9) * BUCKET;
        return "%d-%d".formatted(from, from == 90 ? 100 : from + BUCKET - 1);
    }

    private static String segment(RecordComponent dimension, Segments segments) {
        try {
            return String.valueOf(dimension.getAccessor().invoke(segments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(dimension.getName() + " cannot be read", e);
        }
    }

    private static TreeSet<String> memberships(Playbook before, Playbook now) {
        return Stream.of(before, now)
                .flatMap(playbook -> playbook.knowledge().rules().stream())
                .filter(rule -> rule.topic().equals(MEMBERSHIPS))
                .map(rule -> rule.text("membership"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String upgrade(Decision decision, Function<Decision.UpgradeMessage, String> part) {
        var message = decision.actions().upgradeMessage();
        return message == null ? NONE : part.apply(message);
    }

    private static String listed(Decision decision, Function<Decision.FeatureRecommendation, String> part) {
        var listed =
                decision.actions().featureRecommendations().stream().map(part).toList();
        return listed.isEmpty() ? NONE : String.join("; ", listed);
    }

    private static String orNone(@Nullable String text) {
        return Objects.requireNonNullElse(text, NONE);
    }
}
