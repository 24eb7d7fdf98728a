package io.segue.decisions;

import io.segue.decisions.Decision.Reason;
import io.segue.decisions.Decision.Score;
import io.segue.facts.Evidence;
import io.segue.facts.Plan;
import io.segue.facts.Readiness;
import io.segue.facts.Scores;
import io.segue.facts.Segments;
import io.segue.facts.Standing;
import io.segue.facts.Tiers;
import io.segue.rules.Answers;
import io.segue.rules.Rule;
import io.segue.rules.Stage;
import io.segue.rules.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one user: tells a session what is known, makes the next fact of what followed, and so on to the actions.
 * Nothing here reads a clock or a store, so the same situation and playbook give the same decision.
 */
public final class Reasoner {
    private static final Map<String, Topic> ENGAGEMENT =
            parts("engagement", "frequency", "breadth", "depth", "recency");
    private static final Map<String, Topic> EXPANSION =
            parts("expansionReadiness", "usageLimits", "teamGrowth", "featureInterest", "engagement");
    private static final Map<String, Topic> CHURN =
            parts("churnRisk", "usageDecline", "recencyGap", "support", "billing", "trend");
    private static final Topic ACTIVATION = Topic.of("scores.activation");
    private static final Topic RECENCY = Topic.of("scores.rfm.recency");
    private static final Topic FREQUENCY = Topic.of("scores.rfm.frequency");
    private static final Topic MONETARY = Topic.of("scores.rfm.monetary");
    private static final Topic AT_RISK_SIGNALS = Topic.of("atRiskSignals");
    private static final Topic POWER_BY_CRITERIA = Topic.of("powerByCriteria");
    private static final Topic ADVOCATE = Topic.of("advocate");
    private static final Topic ENTERPRISE_SIGNALS = Topic.of("enterpriseSignals");
    private static final Topic ACTIVATED = Topic.of("activated");
    private static final Topic ENGAGEMENT_TIER = Topic.of("scores.engagement.tier");
    private static final Topic ACTIVATION_TIER = Topic.of("scores.activation.tier");
    private static final Topic EXPANSION_TIER = Topic.of("scores.expansionReadiness.tier");
    private static final Topic CHURN_TIER = Topic.of("scores.churnRisk.tier");
    private static final Topic LIFECYCLE = Topic.of("segments.lifecycle");
    private static final Topic LIFECYCLE_STARTER = Topic.of("segments.lifecycleStarter");
    private static final Topic BEHAVIOR = Topic.of("segments.behavior");
    private static final Topic INTENT = Topic.of("segments.intent");
    private static final Topic PLAN_TIER = Topic.of("segments.planTier");
    private static final Topic VALUE_TIER = Topic.of("segments.valueTier");
    private static final Topic COMPANY_SIZE = Topic.of("segments.companySize");
    private static final Topic DORMANCY = Topic.of("segments.dormancy");
    private static final Topic RFM = Topic.of("segments.rfm");
    private static final Topic MEMBERSHIPS = Topic.of("memberships");
    private static final Topic ONBOARDING_PATH = Topic.of("actions.onboardingPath");
    private static final Topic UPGRADE_MESSAGE = Topic.of("actions.upgradeMessage");
    private static final Topic EMAIL_CAMPAIGN = Topic.of("actions.emailCampaign");
    private static final Topic SALES_TIER = Topic.of("actions.salesTier");
    private static final Topic NEXT_BEST_ACTION = Topic.of("nextBestAction");

    private final Situation situation;
    private final Playbook playbook;
    private final Answers answers;
    private final List<Reason> why = new ArrayList<>(64);

    private Reasoner(Situation situation, Playbook playbook, Answers answers) {
        this.situation = situation;
        this.playbook = playbook;
        this.answers = answers;
    }

    private static Map<String, Topic> parts(String score, String... parts) {
        var topics = new LinkedHashMap<String, Topic>();
        for (var part : parts) topics.put(part, Topic.of("scores." + score + "." + part));
        return topics;
    }

    /** Decides on what may be used of the situation; reasons for what may not come first. */
    public static Decision decide(Situation situation, Playbook playbook) {
        return decide(situation, playbook, answers -> {});
    }

    /**
     * The same, and shows what was found on the way.
     *
     * @param look is given the answers in the end, also when the decision fails, in which case they are those found so far
     */
    public static Decision decide(Situation situation, Playbook playbook, Consumer<Answers> look) {
        var permitted = playbook.rights().permitted(situation);
        try (var answers = playbook.knowledge().begin()) {
            var reasoner = new Reasoner(permitted.situation(), playbook, answers);
            reasoner.why.addAll(permitted.why());
            try {
                return reasoner.decide();
            } finally {
                look.accept(answers);
            }
        }
    }

    private Decision decide() {
        var metrics = situation.metrics();
        var traits = situation.traits();
        var account = situation.account();

        answers.tell(Stage.EVIDENCE, new Evidence(metrics, traits, account, situation.milestones()));
        var engagement = sums(ENGAGEMENT);
        var churnRisk = sums(CHURN);
        var activation = sum(ACTIVATION);
        var coreAction = false;
        for (var row : answers.all(ACTIVATION))
            coreAction |= Boolean.TRUE.equals(row.outputs().get("coreAction"));
        var recency = one(RECENCY).whole("points");
        var frequency = one(FREQUENCY).whole("points");
        var monetary = one(MONETARY).whole("points");
        var atRiskSignals = different(AT_RISK_SIGNALS);
        var companySize = segment(COMPANY_SIZE);

        answers.tell(
                Stage.SCORES,
                new Scores(
                        metrics,
                        traits,
                        total(engagement),
                        activation,
                        coreAction,
                        total(churnRisk),
                        recency,
                        frequency,
                        monetary,
                        atRiskSignals,
                        enough(POWER_BY_CRITERIA),
                        enough(ADVOCATE),
                        companySize));
        var expansion = sums(EXPANSION);
        var activated = !told(ACTIVATED).isEmpty();
        var behavior = segment(BEHAVIOR);

        answers.tell(
                Stage.READINESS,
                new Readiness(
                        metrics,
                        traits,
                        account,
                        activated,
                        total(expansion),
                        atRiskSignals,
                        enough(ENTERPRISE_SIGNALS),
                        playbook.cadence(),
                        behaviorsThatHold()));
        var tiers = new Tiers(tier(ENGAGEMENT_TIER), tier(ACTIVATION_TIER), tier(EXPANSION_TIER), tier(CHURN_TIER));
        var segments = new Segments(
                segment(LIFECYCLE),
                segment(LIFECYCLE_STARTER),
                behavior,
                segment(INTENT),
                segment(PLAN_TIER),
                segment(VALUE_TIER),
                companySize,
                written("useCase", traits.useCase()),
                written("industry", traits.industry()),
                written("role", traits.role()),
                written("region", traits.country()),
                segment(DORMANCY),
                segment(RFM));
        var memberships = new TreeSet<String>();
        for (var row : told(MEMBERSHIPS)) memberships.add(row.text("membership"));
        var salesTier = one(SALES_TIER);

        var recommendations = situation.recommendations();
        answers.tell(
                Stage.STANDING,
                new Standing(
                        metrics,
                        traits,
                        tiers,
                        segments,
                        Set.copyOf(memberships),
                        salesTier.whole("tier"),
                        !recommendations.isEmpty()));
        var control = playbook.contactPolicy().inControlGroup(situation.userId());
        var refusal = playbook.rights().refusesMarketing(situation);
        var fillings = fillings();
        var actions = new Decision.Actions(
                onboardingPath(),
                upgradeMessage(control, fillings),
                emailCampaign(control, refusal),
                new Decision.SalesTier(salesTier.whole("tier"), salesTier.text("followUp")),
                recommendations.stream().map(this::recommendation).toList());
        var next = nextBestAction(control, refusal.isEmpty(), fillings);

        return new Decision(
                situation.userId(),
                situation.asOf(),
                new Decision.KnowledgeName(playbook.knowledge().version()),
                new Decision.ScoreCard(
                        new Score(total(engagement), tiers.engagement(), engagement),
                        new Score(activation, tiers.activation(), null),
                        new Score(total(expansion), tiers.expansionReadiness(), expansion),
                        new Score(total(churnRisk), tiers.churnRisk(), churnRisk),
                        new Decision.Rfm("" + recency + frequency + monetary)),
                segments,
                List.copyOf(memberships),
                actions,
                next,
                metrics,
                List.copyOf(new TreeSet<>(situation.milestones())),
                traits(),
                new Decision.AccountView(
                        situation.accountId(), account.activeUsers28d(), account.pricingViews7d(), account.members()),
                List.copyOf(why),
                situation.notices());
    }

    // what was answered, each with its reason

    private Rule one(Topic topic) {
        var rule = answers.one(topic);
        because(topic.name(), rule);
        return rule;
    }

    /** Every row that fired, those first that stand first. */
    private List<Rule> told(Topic topic) {
        var rules = answers.all(topic);
        for (var rule : rules) because(topic.name(), rule);
        return rules;
    }

    private void because(String decision, Rule rule) {
        why.add(new Reason(
                decision, rule.result(), rule.name(), rule.source(), new Values(rule.reads(), answers.factOf(rule))));
    }

    private String segment(Topic topic) {
        return one(topic).text("segment");
    }

    private String tier(Topic topic) {
        return one(topic).text("tier");
    }

    private int sum(Topic topic) {
        var policy = playbook.knowledge().policy(topic);
        if (policy.single()) return one(topic).whole("points");
        int sum = 0;
        for (var row : told(topic)) sum += row.whole("points");
        return Math.min(policy.limit(), sum);
    }

    private Map<String, Integer> sums(Map<String, Topic> parts) {
        var sums = new LinkedHashMap<String, Integer>();
        parts.forEach((part, topic) -> sums.put(part, sum(topic)));
        return sums;
    }

    private static int total(Map<String, Integer> components) {
        int total = 0;
        for (var points : components.values()) total += points;
        return Math.min(100, total);
    }

    private Set<String> behaviorsThatHold() {
        var segments = new HashSet<String>();
        for (var row : answers.all(BEHAVIOR)) if (!row.always()) segments.add(row.text("segment"));
        return segments;
    }

    private int different(Topic topic) {
        var rules = told(topic);
        if (rules.size() < 2) return rules.size();
        var results = new HashSet<Object>();
        for (var rule : rules) results.add(rule.result());
        return results.size();
    }

    private boolean enough(Topic topic) {
        return different(topic) >= playbook.knowledge().policy(topic).limit();
    }

    private String written(String dimension, @Nullable String value) {
        var entry = playbook.synonymsOf(dimension).of(value);
        var because = Collections.<String, @Nullable Object>singletonMap(
                dimension.equals("region") ? "country" : dimension, value);
        why.add(new Reason("segments." + dimension, entry.segment(), entry.rule(), entry.source(), because));
        return entry.segment();
    }

    // actions

    private Map<String, String> fillings() {
        var values = new HashMap<String, String>();
        if (playbook.productName() != null) values.put("product", playbook.productName());
        situation.traits().plan().next().map(Plan::label).ifPresent(plan -> values.put("plan", plan));
        situation.recommendations().stream()
                .findFirst()
                .flatMap(best -> playbook.catalogue().feature(best.feature()))
                .ifPresent(feature -> values.put("feature", feature.name()));
        return values;
    }

    private Decision.OnboardingPath onboardingPath() {
        var row = one(ONBOARDING_PATH);
        var steps = new ArrayList<String>();
        for (var step : row.text("steps").split(";")) if (!step.isBlank()) steps.add(step.strip());
        return new Decision.OnboardingPath(row.text("key"), List.copyOf(steps), row.text("firstAction"));
    }

    private Decision.@Nullable UpgradeMessage upgradeMessage(boolean control, Map<String, String> fillings) {
        if (control) {
            byPolicy("actions.upgradeMessage", Arbiter.NONE);
            return null;
        }
        var row = one(UPGRADE_MESSAGE);
        return new Decision.UpgradeMessage(
                row.text("key"), String.valueOf(Messages.fill(row.text("message"), row.text("fallback"), fillings)));
    }

    private Decision.EmailCampaign emailCampaign(boolean control, Optional<Reason> refusal) {
        var row = one(EMAIL_CAMPAIGN);
        if (control) byPolicy("actions.emailCampaign.allowed", false);
        refusal.ifPresent(why::add);
        return new Decision.EmailCampaign(row.text("key"), row.textOrNull("cadence"), refusal.isEmpty() && !control);
    }

    private Decision.FeatureRecommendation recommendation(Situation.Recommendation offer) {
        var feature = playbook.catalogue().feature(offer.feature());
        var source = playbook.features().get(offer.feature());
        if (source != null) {
            var because = new LinkedHashMap<String, @Nullable Object>();
            because.put("used", offer.because());
            because.put("lift", offer.lift());
            why.add(new Reason(
                    "actions.featureRecommendations",
                    offer.feature(),
                    "features/Features/" + offer.feature(),
                    source,
                    because));
        }
        return new Decision.FeatureRecommendation(
                offer.feature(),
                offer.because(),
                offer.lift(),
                feature.map(known -> known.benefit()).orElse(""));
    }

    private Decision.NextBestAction nextBestAction(boolean control, boolean marketing, Map<String, String> fillings) {
        var choice =
                Arbiter.choose(answers.all(NEXT_BEST_ACTION), situation, control, marketing, playbook.contactPolicy());
        var winner = choice.winner();
        if (control) byPolicy(NEXT_BEST_ACTION.name(), Arbiter.NONE);
        because(NEXT_BEST_ACTION.name(), winner);
        return new Decision.NextBestAction(
                winner.text("action"),
                winner.text("channel"),
                winner.whole("priority"),
                Messages.fill(winner.textOrNull("message"), winner.textOrNull("fallback"), fillings),
                control,
                choice.lost());
    }

    private void byPolicy(String decision, Object result) {
        why.add(new Reason(
                decision,
                result,
                "contact-policy/Contact policy/control group",
                playbook.contactPolicy().source(),
                Map.of("controlGroupPercent", playbook.contactPolicy().controlGroupPercent())));
    }

    private Decision.TraitsView traits() {
        var traits = situation.traits();
        return new Decision.TraitsView(
                traits.role(),
                traits.industry(),
                traits.country(),
                traits.companySize(),
                traits.techStack(),
                traits.useCase(),
                traits.plan().label(),
                traits.arr(),
                traits.usageOfLimit(),
                traits.marketingConsent(),
                traits.everPaid());
    }
}
