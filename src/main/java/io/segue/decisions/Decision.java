package io.segue.decisions;

import io.segue.facts.Metrics;
import io.segue.facts.Segments;
import io.segue.rules.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is concluded of one user as of one instant, and why. Its components are the fields of the JSON answer.
 *
 * @param userId      whom it is about: of a merged user the one it was merged into
 * @param memberships names of those that hold, alphabetical
 * @param why         a reason for every conclusion, in the order in which they were drawn; first why something was left out, if it was
 * @param notices     what was found odd in the user's data, such as an unknown plan; empty when nothing was
 */
public record Decision(
        String userId,
        Instant asOf,
        KnowledgeName knowledge,
        ScoreCard scores,
        Segments segments,
        List<String> memberships,
        Actions actions,
        NextBestAction nextBestAction,
        Metrics metrics,
        List<String> milestones,
        TraitsView traits,
        AccountView account,
        List<Reason> why,
        List<String> notices) {

    /** @param version hash of everything that decided */
    public record KnowledgeName(String version) {}

    /** All scores. */
    public record ScoreCard(Score engagement, Score activation, Score expansionReadiness, Score churnRisk, Rfm rfm) {}

    /**
     * One score.
     *
     * @param value      0..100
     * @param components points by part; null for activation, which has none
     */
    public record Score(int value, String tier, @Nullable Map<String, Integer> components) {}

    /** @param code the digits R, F and M, 1..5 each */
    public record Rfm(String code) {}

    /** What follows for the user; upgradeMessage is null in the control group. */
    public record Actions(
            OnboardingPath onboardingPath,
            @Nullable UpgradeMessage upgradeMessage,
            EmailCampaign emailCampaign,
            SalesTier salesTier,
            List<FeatureRecommendation> featureRecommendations) {}

    /** A path for new users, step by step. */
    public record OnboardingPath(String key, List<String> steps, String firstAction) {}

    /** @param message ready to show, placeholders filled */
    public record UpgradeMessage(String key, String message) {}

    /**
     * The campaign that fits the user's lifecycle.
     *
     * @param cadence when its mails go out; null for a campaign without mails
     * @param allowed whether the user agreed to marketing and is not in the control group
     */
    public record EmailCampaign(String key, @Nullable String cadence, boolean allowed) {}

    /** @param tier 1 (best) to 4 */
    public record SalesTier(int tier, String followUp) {}

    /**
     * A feature the user has never used.
     *
     * @param because key of the feature used that it goes with
     * @param lift    how much likelier users of both stay than users of that one alone, 4 decimals
     */
    public record FeatureRecommendation(String feature, String because, double lift, String message) {}

    /**
     * The one thing to do next.
     *
     * @param message ready to show; null for an action without one
     * @param control whether the user is in the control group, for which nothing is done
     * @param lost    every other candidate whose conditions hold, by priority descending, then key
     */
    public record NextBestAction(
            String action,
            String channel,
            int priority,
            @Nullable String message,
            boolean control,
            List<Lost> lost) {}

    /** @param because the first that holds of control, no-consent, dismissed, converted, shown-enough, lower-priority */
    public record Lost(String action, int priority, String because) {}

    /** The effective traits, as answers show them. */
    public record TraitsView(
            @Nullable String role,
            @Nullable String industry,
            @Nullable String country,
            @Nullable Integer companySize,
            List<String> techStack,
            @Nullable String useCase,
            String plan,
            double arr,
            double usageOfLimit,
            boolean marketingConsent,
            boolean everPaid) {}

    /** @param id null for a user without an account, and for facts given in a request */
    public record AccountView(@Nullable String id, int activeUsers28d, int pricingViews7d, int members) {}

    /**
     * Why one conclusion was drawn.
     *
     * @param decision what was decided, {@code segments.lifecycle}
     * @param result   what was concluded
     * @param rule     name of the rule or row
     * @param source   where it stands
     * @param because  the values that made it true, by name; empty where the rule asks for none
     */
    public record Reason(
            String decision, Object result, String rule, Source source, Map<String, @Nullable Object> because) {}
}
