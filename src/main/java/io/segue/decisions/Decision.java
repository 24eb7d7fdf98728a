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
 * @param userId         whom it is about: of a merged user the one it was merged into
 * @param asOf           the instant as of which it was decided
 * @param knowledge      what decided
 * @param scores         how the user does
 * @param segments       the one segment of each dimension that the user is in
 * @param memberships    names of those that hold, alphabetical
 * @param actions        what follows
 * @param nextBestAction which of it comes first
 * @param metrics        the figures it was decided on
 * @param milestones     keys of the milestones reached
 * @param traits         the traits it was decided on
 * @param account        the account's figures it was decided on
 * @param why            a reason for every conclusion, in the order in which they were drawn; first why something was left out, if it was
 * @param notices        what was found odd in the user's data, such as an unknown plan; empty when nothing was
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

    /**
     * The tables and rules that decided.
     *
     * @param version hash of all of them
     */
    public record KnowledgeName(String version) {}

    /**
     * All scores.
     *
     * @param engagement         how much the user uses the product
     * @param activation         how far the user got towards the product's core value
     * @param expansionReadiness how ready the user is for more
     * @param churnRisk          how likely the user is to leave
     * @param rfm                recency, frequency and monetary value, compared with fixed bounds
     */
    public record ScoreCard(Score engagement, Score activation, Score expansionReadiness, Score churnRisk, Rfm rfm) {}

    /**
     * One score.
     *
     * @param value      0..100
     * @param tier       what the value is called
     * @param components points by part; null for activation, which has none
     */
    public record Score(int value, String tier, @Nullable Map<String, Integer> components) {}

    /**
     * Recency, frequency and monetary value.
     *
     * @param code the digits R, F and M, 1..5 each
     */
    public record Rfm(String code) {}

    /**
     * What follows for the user.
     *
     * @param onboardingPath         how a new user is led in
     * @param upgradeMessage         what to say about paying more; null in the control group
     * @param emailCampaign          which mails fit
     * @param salesTier              how much of a sales team's time is due
     * @param featureRecommendations best first, at most two; empty when there is nothing to recommend
     */
    public record Actions(
            OnboardingPath onboardingPath,
            @Nullable UpgradeMessage upgradeMessage,
            EmailCampaign emailCampaign,
            SalesTier salesTier,
            List<FeatureRecommendation> featureRecommendations) {}

    /**
     * A path for new users, step by step.
     *
     * @param key         names the path
     * @param steps       what to show, in order
     * @param firstAction what to have the user do first
     */
    public record OnboardingPath(String key, List<String> steps, String firstAction) {}

    /**
     * What to say about paying more.
     *
     * @param key     names the message
     * @param message ready to show, placeholders filled
     */
    public record UpgradeMessage(String key, String message) {}

    /**
     * The campaign that fits the user's lifecycle.
     *
     * @param key     names the campaign
     * @param cadence when its mails go out; null for a campaign without mails
     * @param allowed whether the user agreed to marketing and is not in the control group
     */
    public record EmailCampaign(String key, @Nullable String cadence, boolean allowed) {}

    /**
     * How much of a sales team's time is due.
     *
     * @param tier     1 (best) to 4
     * @param followUp what is done with such a user
     */
    public record SalesTier(int tier, String followUp) {}

    /**
     * A feature the user has never used.
     *
     * @param feature key of the feature
     * @param because key of the feature used that it goes with
     * @param lift    how much likelier users of both stay than users of that one alone, 4 decimals
     * @param message ready to show
     */
    public record FeatureRecommendation(String feature, String because, double lift, String message) {}

    /**
     * The one thing to do next.
     *
     * @param action   names the action
     * @param channel  where it is shown
     * @param priority of several candidates the highest is taken
     * @param message  ready to show; null for an action without one
     * @param control  whether the user is in the control group, for which nothing is done
     * @param lost     every other candidate whose conditions hold, by priority descending, then key
     */
    public record NextBestAction(
            String action,
            String channel,
            int priority,
            @Nullable String message,
            boolean control,
            List<Lost> lost) {}

    /**
     * A candidate that is not the next best action.
     *
     * @param action   names the action
     * @param priority its own
     * @param because  the first that holds of control, no-consent, dismissed, converted, shown-enough, lower-priority
     */
    public record Lost(String action, int priority, String because) {}

    /**
     * What is known of who the user is, after the account's values were taken where the account has them.
     *
     * @param role             the job the user does, as sent; null when not known
     * @param industry         as sent; null when not known
     * @param country          as sent; null when not known
     * @param companySize      employees, 0 or more; null when not known
     * @param techStack        the tools the user works with, in the order sent; empty when not known
     * @param useCase          what the user came for, as sent; null when not known
     * @param plan             free, trial, basic, pro or enterprise; absent and unknown plans count as free
     * @param arr              yearly revenue in USD, 0 or more; 0 when not known
     * @param usageOfLimit     share of the plan's limit in use, 0..1; 0 when not known
     * @param marketingConsent whether the user agreed to marketing; false when not known
     * @param everPaid         whether a paid plan was ever reported, of the user or of the present account
     */
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

    /**
     * What the users of the account add up to; all 0 for a user without one.
     *
     * @param id             left out for a user without an account, and for facts given in a request
     * @param activeUsers28d users with activity on the last 28 dates
     * @param pricingViews7d looks at the pricing page on the last 7 dates, summed over the users
     * @param members        users whose latest group the account is
     */
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
