package io.segue.ofrep;

import io.segue.decisions.Decision;
import io.segue.decisions.Decision.Score;
import io.segue.facts.Segments;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One flag, and how it is read off a decision.
 *
 * @param key letters a to z, digits and hyphens: clients put it into addresses as it is
 */
record Flag(String key, Reading reading) {
    /** The value of a flag that names what follows when nothing does. */
    static final String NONE = "none";

    interface Reading {
        Outcome read(Decision decision, Reasons reasons);
    }

    /** What to do next, as flags tell it: nothing of it is null. An action without a message has an empty one. */
    record NextAction(String action, String message, String channel, int priority) {}

    Outcome read(Decision decision, Reasons reasons) {
        return reading.read(decision, reasons);
    }

    /** Those there are whatever the knowledge says. */
    static List<Flag> fixed() {
        var flags = new ArrayList<>(List.of(
                new Flag("next-best-action", Flag::nextBestAction),
                new Flag("onboarding-path", Flag::onboardingPath),
                new Flag("upgrade-message", Flag::upgradeMessage),
                new Flag("email-campaign", Flag::emailCampaign),
                new Flag("sales-tier", Flag::salesTier),
                score("engagement", decision -> decision.scores().engagement()),
                score("activation", decision -> decision.scores().activation()),
                score("expansionReadiness", decision -> decision.scores().expansionReadiness()),
                score("churnRisk", decision -> decision.scores().churnRisk())));
        Arrays.stream(Segments.class.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(dimension -> flags.add(segment(dimension)));
        return flags;
    }

    /** Whether the user is in it. */
    static Flag membership(String key, List<String> names) {
        return new Flag(key, (decision, reasons) -> {
            for (var name : names) {
                var because = reasons.ofMembership(name);
                if (because != null) return Outcome.of(true, "in", because);
            }
            return Outcome.of(false, "out", null);
        });
    }

    /** The name in lower case, its words joined by hyphens: {@code planTier} and {@code PLAN_TIER} are plan-tier. */
    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static Flag segment(String dimension) {
        var decided = "segments." + dimension;
        var code = dimension.equals("rfm");
        return new Flag(kebab(dimension), (decision, reasons) -> {
            var because = reasons.of(decided);
            if (because == null) throw new IllegalStateException("no reason is given for " + decided);
            var outcome = Outcome.named(because.result().toString(), because);
            return code ? outcome.with(Map.of("code", decision.scores().rfm().code())) : outcome;
        });
    }

    /** Its variant is the score's tier, and so its rule is the tier's row. */
    private static Flag score(String name, Function<Decision, Score> which) {
        var decided = "scores." + name + ".tier";
        return new Flag("score-" + kebab(name), (decision, reasons) -> {
            var score = which.apply(decision);
            var outcome = Outcome.of(score.value(), score.tier(), reasons.of(decided));
            return score.components() == null ? outcome : outcome.with(score.components());
        });
    }

    private static Outcome nextBestAction(Decision decision, Reasons reasons) {
        var next = decision.nextBestAction();
        var message = next.message() == null ? "" : next.message();
        var action = new NextAction(next.action(), message, next.channel(), next.priority());
        return Outcome.of(action, next.action(), reasons.of("nextBestAction")).split(next.control());
    }

    private static Outcome onboardingPath(Decision decision, Reasons reasons) {
        var path = decision.actions().onboardingPath();
        var details = new LinkedHashMap<String, Object>();
        details.put("steps", String.join("; ", path.steps()));
        details.put("firstAction", path.firstAction());
        return Outcome.named(path.key(), reasons.of("actions.onboardingPath")).with(details);
    }

    private static Outcome upgradeMessage(Decision decision, Reasons reasons) {
        var because = reasons.of("actions.upgradeMessage");
        var message = decision.actions().upgradeMessage();
        return message == null
                ? Outcome.named(NONE, because).split(true)
                : Outcome.named(message.key(), because).with(Map.of("message", message.message()));
    }

    private static Outcome emailCampaign(Decision decision, Reasons reasons) {
        var campaign = decision.actions().emailCampaign();
        var details = new LinkedHashMap<String, Object>();
        details.put("allowed", campaign.allowed());
        if (campaign.cadence() != null) details.put("cadence", campaign.cadence());
        return Outcome.named(campaign.key(), reasons.of("actions.emailCampaign"))
                .with(details);
    }

    private static Outcome salesTier(Decision decision, Reasons reasons) {
        var tier = decision.actions().salesTier();
        return Outcome.of(tier.tier(), Integer.toString(tier.tier()), reasons.of("actions.salesTier"))
                .with(Map.of("followUp", tier.followUp()));
    }
}
