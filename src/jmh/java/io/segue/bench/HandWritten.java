package io.segue.bench;

import io.segue.decisions.Decision;
import io.segue.decisions.Decision.FeatureRecommendation;
import io.segue.decisions.Decision.Lost;
import io.segue.decisions.Decision.Score;
import io.segue.decisions.Situation;
import io.segue.decisions.Situation.Contacts;
import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Plan;
import io.segue.facts.Segments;
import io.segue.facts.Traits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the default tables and rules say, as plain Java with the thresholds written in: what a team would have without rules,
 * fast and deaf to the analyst. Answers everything of a decision but the reasons.
 */
final class HandWritten {
    private static final Map<String, String> USE_CASES = synonyms(Map.of(
            "PROJECT_MANAGEMENT", "project management, projects, planning",
            "DESIGN", "design, prototyping, ux",
            "SOFTWARE_DEVELOPMENT", "software development, development, engineering",
            "MARKETING", "marketing, campaigns, content",
            "SALES", "sales, crm",
            "OPERATIONS", "operations, ops, it",
            "EDUCATION", "education, teaching, school",
            "PERSONAL", "personal, private, hobby"));
    private static final Map<String, String> INDUSTRIES = synonyms(Map.of(
            "SOFTWARE", "software, saas, technology, tech, it, information technology",
            "FINANCE", "finance, financial services, banking, insurance, fintech",
            "HEALTHCARE", "healthcare, health, medical, pharma",
            "RETAIL", "retail, e-commerce, ecommerce, commerce",
            "MANUFACTURING", "manufacturing, industry, production",
            "EDUCATION", "education, university, school",
            "MEDIA", "media, publishing, entertainment",
            "PUBLIC_SECTOR", "public sector, government, public administration",
            "PROFESSIONAL_SERVICES", "professional services, consulting, legal, agency"));
    private static final Map<String, String> ROLES = synonyms(Map.of(
            "DESIGNER", "designer, ux designer, ui designer, product designer",
            "DEVELOPER", "developer, engineer, software engineer, programmer",
            "MANAGER", "manager, project manager, team lead, head of",
            "MARKETER", "marketer, marketing, growth",
            "SALES", "sales, account executive, sdr",
            "SUPPORT", "support, customer success, csm",
            "EXECUTIVE", "executive, ceo, cto, cfo, coo, founder, owner",
            "ANALYST", "analyst, data analyst, business analyst",
            "STUDENT", "student"));
    private static final Map<String, String> REGIONS = synonyms(Map.of(
            "NORTH_AMERICA", "us, usa, united states, ca, canada, mx, mexico",
            "EUROPE",
                    "de, germany, deutschland, fr, france, gb, uk, united kingdom, ie, ireland, nl, netherlands, be,"
                            + " belgium, es, spain, pt, portugal, it, italy, ch, switzerland, at, austria, se, sweden, no,"
                            + " norway, dk, denmark, fi, finland, pl, poland, cz, czechia, gr, greece, ro, romania, hu,"
                            + " hungary, ua, ukraine",
            "ASIA_PACIFIC",
                    "cn, china, jp, japan, kr, south korea, in, india, sg, singapore, au, australia, nz, new zealand, id,"
                            + " indonesia, th, thailand, vn, vietnam, ph, philippines, my, malaysia, hk, hong kong, tw,"
                            + " taiwan",
            "LATIN_AMERICA", "br, brazil, ar, argentina, cl, chile, co, colombia, pe, peru, uy, uruguay",
            "MIDDLE_EAST_AND_AFRICA",
                    "ae, united arab emirates, sa, saudi arabia, il, israel, tr, turkey, eg, egypt, za, south africa, ng,"
                            + " nigeria, ke, kenya, ma, morocco"));

    private static final Decision.OnboardingPath DESIGN = new Decision.OnboardingPath(
            "DESIGN_WORKSPACE",
            List.of("Pick a template", "invite a colleague to comment", "share the first draft"),
            "Open the design templates");
    private static final Decision.OnboardingPath DEVELOPMENT = new Decision.OnboardingPath(
            "DEVELOPER_WORKSPACE",
            List.of("Create an API key", "connect the repository", "automate the first step"),
            "Create an API key");
    private static final Decision.OnboardingPath TEAM = new Decision.OnboardingPath(
            "TEAM_WORKSPACE",
            List.of("Create a project", "invite the team", "give out the first tasks"),
            "Create a project for the team");
    private static final Decision.OnboardingPath GENERAL = new Decision.OnboardingPath(
            "GENERAL_WITH_ROLE_PICKER",
            List.of("Say what you do", "create a project", "add the first task"),
            "Say what you do");

    private HandWritten() {}

    private static Map<String, String> synonyms(Map<String, String> bySegment) {
        var synonyms = new HashMap<String, String>();
        bySegment.forEach((segment, words) -> {
            synonyms.put(segment.toLowerCase(Locale.ROOT), segment);
            for (var word : words.split(", ")) synonyms.put(word, segment);
        });
        return synonyms;
    }

    /** Decides, without reasons. */
    static Decision decide(Situation situation, Decision.KnowledgeName knowledge) {
        var metrics = situation.metrics();
        var traits = situation.traits();
        var account = situation.account();
        var plan = traits.plan();

        int frequency = frequency(metrics.sessions7d());
        int breadth = breadth(metrics.featureBreadth30d());
        int depth = depth(metrics.avgSessionMinutes28d());
        int recency = recency(metrics.daysSinceLastActive());
        int engagement = frequency + breadth + depth + recency;
        var engagementTier = engagementTier(engagement);

        int activation = activation(situation.milestones());
        var activated = activation >= 80 || situation.milestones().contains("completed_first_task");
        var activationTier = activation >= 80
                ? "FULLY_ACTIVATED"
                : activation >= 50 ? "PARTIALLY_ACTIVATED" : activation >= 20 ? "EARLY" : "NOT_ACTIVATED";

        int usageLimits = usageLimits(traits.usageOfLimit());
        int teamGrowth = (metrics.membersAdded30d() >= 1 ? 15 : 0) + (metrics.collaboration30d() >= 1 ? 10 : 0);
        int featureInterest = (metrics.lockedClicks14d() >= 1 ? 15 : 0) + (metrics.pricingViews14d() >= 1 ? 10 : 0);
        int engaged = engagement > 70 ? 25 : engagement >= 50 ? 15 : engagement >= 30 ? 5 : 0;
        int expansion = usageLimits + teamGrowth + featureInterest + engaged;
        var expansionTier =
                expansion >= 75 ? "HIGH" : expansion >= 50 ? "MODERATE" : expansion >= 25 ? "LOW" : "NOT_READY";

        int usageDecline = usageDecline(metrics.usageDecline());
        int recencyGap = recencyGap(metrics);
        int support = metrics.negativeTickets30d() >= 1 ? 20 : metrics.tickets30d() >= 2 ? 10 : 0;
        int billing = billing(metrics);
        int trend = metrics.sessions7d() < metrics.sessionsPrev7d() ? 10 : 0;
        int churnRisk = usageDecline + recencyGap + support + billing + trend;
        var churnTier = churnRisk >= 70 ? "HIGH" : churnRisk >= 40 ? "MODERATE" : churnRisk >= 20 ? "LOW" : "HEALTHY";

        int r = rfmRecency(metrics.daysSinceLastActive());
        int f = rfmFrequency(metrics.activeDays28d());
        int m = rfmMonetary(plan, metrics.activeDays28d());

        var companySize = companySize(traits.companySize());
        var lifecycle = lifecycle(metrics, activated);
        var intent = intent(metrics);
        var valueTier = valueTier(traits.arr());
        var segments = new Segments(
                lifecycle,
                lifecycleStarter(metrics, activated),
                behavior(metrics),
                intent,
                plan.name(),
                valueTier,
                companySize,
                segment(USE_CASES, traits.useCase()),
                segment(INDUSTRIES, traits.industry()),
                segment(ROLES, traits.role()),
                segment(REGIONS, traits.country()),
                dormancy(metrics, traits, activated),
                rfm(r, f, m));

        var champion = false;
        var memberships = new ArrayList<String>(5);
        if (metrics.avgWeeklySessions28d() >= 2 && metrics.sessions7d() < 0.5 * metrics.avgWeeklySessions28d())
            memberships.add("AT_RISK_USAGE");
        var powerByCriteria = powerByCriteria(metrics);
        if (powerByCriteria && advocate(metrics)) {
            champion = true;
            memberships.add("CHAMPIONS");
        }
        if (engagement >= 60
                && (traits.usageOfLimit() >= 0.7 || metrics.pricingViews14d() >= 1 || metrics.lockedClicks14d() >= 1))
            memberships.add("EXPANSION_READY");
        if (powerByCriteria) memberships.add("POWER_BY_CRITERIA");
        if (metrics.sessions7d() >= 5 && metrics.featureBreadth30d() >= 0.7 && metrics.tenureDays() >= 30)
            memberships.add("POWER_USERS");

        int salesTier = salesTier(
                expansion, account, metrics.collaboration30d(), companySize.equals("ENTERPRISE"), metrics.admin14d());
        var nextPlan = nextPlan(plan);
        var offers = situation.recommendations();
        var feature = offers.isEmpty() ? null : featureName(offers.get(0).feature());

        // candidates by priority
        var paid = plan.paid();
        var large = valueTier.equals("ENTERPRISE") || valueTier.equals("MID_MARKET");
        var churned = lifecycle.equals("CHURNED");
        var atRisk = lifecycle.equals("AT_RISK");
        var thriving = lifecycle.equals("ENGAGED") || lifecycle.equals("POWER");
        var belowPro = plan == Plan.FREE || plan == Plan.TRIAL || plan == Plan.BASIC;
        var choice = new Choice(situation.contacts(), traits.marketingConsent());
        if (metrics.paymentFailures30d() >= 1 && paid)
            choice.propose(
                    "fix-payment",
                    95,
                    "in-app",
                    "Your last payment for Workbench did not go through. Update your payment details to keep your plan going.");
        if (large && churnTier.equals("HIGH"))
            choice.propose("success-call", 90, "csm", "Call this customer: the risk of losing them is high.");
        else if (large && (atRisk || churned))
            choice.propose("success-call", 90, "csm", "Call this customer: they use the product less or not at all.");
        if (salesTier == 1) choice.propose("sales-assist", 85, "sales", "Offer help with the purchase now.");
        if (atRisk || churned && paid)
            choice.propose("re-engage", 80, "email", "See what you can pick up again in Workbench.");
        if (churned && !paid)
            choice.propose("win-back", 75, "email", "A lot has happened in Workbench since you left.");
        if (lifecycle.equals("NEW") || lifecycle.equals("ONBOARDING"))
            choice.propose("complete-onboarding", 70, "in-app", "A few steps are left to set up Workbench.");
        if (belowPro && engagement >= 80 && expansion >= 75)
            choice.propose(
                    "upgrade-prompt",
                    65,
                    "in-app",
                    nextPlan == null
                            ? "You are close to the limits of your plan."
                            : "You are close to the limits of your plan. " + nextPlan + " gives you room.");
        if (salesTier == 2) choice.propose("sales-outreach", 60, "sales", "Reach out within the week.");
        if (champion)
            choice.propose("join-advocates", 55, "in-app", "You know Workbench like few others. Join our advocates.");
        if (thriving && intent.equals("INDIVIDUAL_USER"))
            choice.propose("invite-team", 50, "in-app", "Workbench is better together. Invite your team.");
        if (!offers.isEmpty() && (thriving || lifecycle.equals("ACTIVATED")))
            choice.propose(
                    "try-feature",
                    45,
                    "in-app",
                    feature == null
                            ? "Try something new today."
                            : "Try " + feature + ": people who work as you do stay with it.");
        if (belowPro && engagementTier.equals("ENGAGED"))
            choice.propose(
                    "upgrade-nurture",
                    40,
                    "in-app",
                    nextPlan == null
                            ? "See what the next plan adds to your work."
                            : "See what " + nextPlan + " adds to your work.");
        if (engagementTier.equals("MODERATE"))
            choice.propose("show-value", 30, "in-app", "Here is what you got done with Workbench.");

        return new Decision(
                situation.userId(),
                situation.asOf(),
                knowledge,
                new Decision.ScoreCard(
                        new Score(
                                engagement,
                                engagementTier,
                                components(
                                        "frequency",
                                        frequency,
                                        "breadth",
                                        breadth,
                                        "depth",
                                        depth,
                                        "recency",
                                        recency)),
                        new Score(activation, activationTier, null),
                        new Score(
                                expansion,
                                expansionTier,
                                components(
                                        "usageLimits",
                                        usageLimits,
                                        "teamGrowth",
                                        teamGrowth,
                                        "featureInterest",
                                        featureInterest,
                                        "engagement",
                                        engaged)),
                        new Score(
                                churnRisk,
                                churnTier,
                                churnComponents(usageDecline, recencyGap, support, billing, trend)),
                        new Decision.Rfm("" + r + f + m)),
                segments,
                List.copyOf(memberships),
                new Decision.Actions(
                        onboardingPath(traits.role()),
                        upgradeMessage(engagementTier, nextPlan, feature),
                        emailCampaign(lifecycle, paid, traits.marketingConsent()),
                        new Decision.SalesTier(salesTier, followUp(salesTier)),
                        recommendations(offers)),
                choice.decided(),
                metrics,
                sorted(situation.milestones()),
                new Decision.TraitsView(
                        traits.role(),
                        traits.industry(),
                        traits.country(),
                        traits.companySize(),
                        traits.techStack(),
                        traits.useCase(),
                        planName(plan),
                        traits.arr(),
                        traits.usageOfLimit(),
                        traits.marketingConsent(),
                        traits.everPaid()),
                new Decision.AccountView(
                        situation.accountId(), account.activeUsers28d(), account.pricingViews7d(), account.members()),
                List.of(),
                situation.notices());
    }

    // scores

    private static int frequency(int sessions7d) {
        return sessions7d >= 7 ? 30 : sessions7d >= 4 ? 20 : sessions7d >= 2 ? 12 : sessions7d >= 1 ? 5 : 0;
    }

    private static int breadth(double featureBreadth30d) {
        return featureBreadth30d >= 0.8 ? 25 : featureBreadth30d >= 0.5 ? 18 : featureBreadth30d >= 0.25 ? 10 : 3;
    }

    private static int depth(double minutes) {
        return minutes > 30 ? 25 : minutes >= 15 ? 18 : minutes >= 5 ? 10 : 3;
    }

    private static int recency(@Nullable Integer days) {
        if (days == null || days > 14) return 0;
        return days == 0 ? 20 : days <= 3 ? 15 : days <= 7 ? 8 : 3;
    }

    private static String engagementTier(int engagement) {
        if (engagement >= 80) return "HIGHLY_ENGAGED";
        if (engagement >= 60) return "ENGAGED";
        if (engagement >= 40) return "MODERATE";
        return engagement >= 20 ? "LOW" : "DISENGAGED";
    }

    private static int activation(Set<String> milestones) {
        int points = 0;
        for (var milestone : milestones)
            points += switch (milestone) {
                case "created_first_project" -> 20;
                case "invited_team_member" -> 25;
                case "added_first_task", "completed_first_task", "connected_integration" -> 15;
                case "used_template" -> 10;
                default -> 0;
            };
        return points;
    }

    private static int usageLimits(double usageOfLimit) {
        return usageOfLimit >= 0.8 ? 25 : usageOfLimit >= 0.6 ? 15 : usageOfLimit >= 0.4 ? 5 : 0;
    }

    private static int usageDecline(double decline) {
        return decline >= 0.7 ? 30 : decline >= 0.5 ? 20 : decline >= 0.3 ? 10 : 0;
    }

    private static int recencyGap(Metrics metrics) {
        var days = metrics.daysSinceLastActive();
        if (days == null) return 0;
        double gaps = days / metrics.typicalGapDays();
        return gaps >= 2 ? 25 : gaps >= 1.5 ? 15 : gaps >= 1 ? 5 : 0;
    }

    private static int billing(Metrics metrics) {
        int points = (metrics.paymentFailures30d() >= 1 ? 15 : 0)
                + (metrics.downgrades30d() >= 1 ? 10 : 0)
                + (metrics.cancelViews30d() >= 1 ? 10 : 0);
        return Math.min(15, points);
    }

    private static int rfmRecency(@Nullable Integer days) {
        if (days == null || days > 14) return 1;
        return days == 0 ? 5 : days <= 3 ? 4 : days <= 7 ? 3 : 2;
    }

    private static int rfmFrequency(int activeDays28d) {
        int aWeek = (activeDays28d + 2) / 4;
        return aWeek >= 7 ? 5 : aWeek >= 4 ? 4 : aWeek >= 2 ? 3 : aWeek >= 1 ? 2 : 1;
    }

    private static int rfmMonetary(Plan plan, int activeDays28d) {
        return switch (plan) {
            case ENTERPRISE -> 5;
            case PRO -> 4;
            case BASIC -> 3;
            case FREE, TRIAL -> activeDays28d >= 1 ? 2 : 1;
        };
    }

    private static Map<String, Integer> components(
            String name1,
            int points1,
            String name2,
            int points2,
            String name3,
            int points3,
            String name4,
            int points4) {
        var components = new LinkedHashMap<String, Integer>(8);
        components.put(name1, points1);
        components.put(name2, points2);
        components.put(name3, points3);
        components.put(name4, points4);
        return components;
    }

    private static Map<String, Integer> churnComponents(
            int usageDecline, int recencyGap, int support, int billing, int trend) {
        var components = components(
                "usageDecline", usageDecline, "recencyGap", recencyGap, "support", support, "billing", billing);
        components.put("trend", trend);
        return components;
    }

    // segments

    private static int idleDays(Metrics metrics) {
        var days = metrics.daysSinceLastActive();
        return days == null ? metrics.tenureDays() : days;
    }

    private static String lifecycle(Metrics metrics, boolean activated) {
        if (idleDays(metrics) >= 30) return "CHURNED";
        if (atRiskSignals(metrics) >= 2) return "AT_RISK";
        var percentile = metrics.usagePercentile();
        if (metrics.tenureDays() >= 30 && percentile != null && percentile >= 90 && metrics.featureBreadth30d() >= 0.7)
            return "POWER";
        if (activated) return metrics.tenureDays() >= 7 && metrics.sessions7d() >= 2 ? "ENGAGED" : "ACTIVATED";
        return metrics.tenureDays() <= 3 ? "NEW" : "ONBOARDING";
    }

    private static int atRiskSignals(Metrics metrics) {
        int signals = 0;
        if (metrics.sessions7d() < 0.5 * metrics.baselineWeeklySessions()) signals++;
        if (metrics.featuresUsed7d() < 0.5 * metrics.featuresPeakWeek()) signals++;
        var days = metrics.daysSinceLastActive();
        if (days != null && days > 2 * metrics.typicalGapDays()) signals++;
        if (metrics.tickets7d() >= 2 || metrics.negativeTickets7d() >= 1) signals++;
        return signals;
    }

    private static String lifecycleStarter(Metrics metrics, boolean activated) {
        if (idleDays(metrics) >= 30) return "CHURNED";
        var days = metrics.daysSinceLastActive();
        if (metrics.totalSessions() >= 3 && days != null && days >= 7) return "AT_RISK";
        if (metrics.activeDays14d() >= 3) return "ENGAGED";
        if (activated) return "ACTIVATED";
        return metrics.tenureDays() <= 7 ? "NEW" : "UNACTIVATED";
    }

    private static String behavior(Metrics metrics) {
        var days = metrics.daysSinceLastActive();
        int sessions = metrics.sessions7d();
        int previous = metrics.sessionsPrev7d();
        int tenure = metrics.tenureDays();
        if (days != null && days >= 30 && metrics.totalSessions() >= 3) return "DORMANT";
        if (metrics.baselineWeeklySessions() >= 2
                && (previous > 0 && sessions <= 0.5 * previous || days != null && days >= 7)) return "AT_RISK";
        if (sessions >= 5 && metrics.featureBreadth30d() >= 0.7 && tenure >= 30) return "POWER";
        if (sessions >= 2 && metrics.featureBreadth30d() >= 0.3 && tenure >= 14) return "REGULAR";
        if (metrics.avgWeeklySessions28d() >= 0.5 && tenure >= 7) return "CASUAL";
        return tenure < 14 ? "EMERGING" : "INACTIVE";
    }

    private static String intent(Metrics metrics) {
        if (metrics.salesContacts14d() >= 1 || metrics.quotes14d() >= 1 || metrics.pricingViews14d() >= 2)
            return "BUYER";
        if (metrics.admin14d() >= 1) return "ADMIN_IT";
        if (metrics.invites14d() + metrics.shares14d() >= 2) return "TEAM_CHAMPION";
        if (metrics.pricingViews14d() + metrics.docsViews14d() + metrics.comparisons14d() >= 1
                && metrics.avgSessionMinutes28d() < 5) return "EVALUATOR";
        return metrics.activeDays14d() >= 1 ? "INDIVIDUAL_USER" : "UNKNOWN";
    }

    private static String valueTier(double arr) {
        return arr >= 50_000 ? "ENTERPRISE" : arr >= 10_000 ? "MID_MARKET" : arr > 0 ? "SMB" : "NON_PAYING";
    }

    private static String companySize(@Nullable Integer employees) {
        if (employees == null || employees < 1) return "UNKNOWN";
        return employees >= 500 ? "ENTERPRISE" : employees >= 50 ? "MEDIUM" : employees >= 2 ? "SMALL" : "SOLO";
    }

    private static String segment(Map<String, String> synonyms, @Nullable String value) {
        return value == null ? "UNKNOWN" : synonyms.getOrDefault(value.strip().toLowerCase(Locale.ROOT), "UNKNOWN");
    }

    private static String dormancy(Metrics metrics, Traits traits, boolean activated) {
        if (idleDays(metrics) < 21) return "NOT_DORMANT";
        if (traits.plan().paid()) return "DORMANT_PAYING";
        if (traits.everPaid()) return "CHURNED_AFTER_PAYING";
        return activated ? "LAPSED_AFTER_ACTIVATION" : "NEVER_ACTIVATED";
    }

    private static String rfm(int r, int f, int m) {
        if (r == 5 && f >= 4 && m >= 4 && (f == 5 || m == 5)) return "CHAMPIONS";
        if (r >= 4 && f >= 4 && m >= 4) return "LOYAL";
        if (r >= 3) return "PROMISING";
        return r == 2 || f + m >= 4 ? "NEED_ATTENTION" : "LOST";
    }

    // memberships

    private static boolean powerByCriteria(Metrics metrics) {
        int criteria = 0;
        if (topTenth(metrics.usagePercentile())
                || topTenth(metrics.breadthPercentile())
                || topTenth(metrics.contentPercentile())) criteria++;
        if (metrics.activeSpanDays() >= 30) criteria++;
        if (metrics.advancedFeatureDays28d() >= 4) criteria++;
        return criteria >= 2;
    }

    private static boolean topTenth(@Nullable Double percentile) {
        return percentile != null && percentile >= 90;
    }

    private static boolean advocate(Metrics metrics) {
        int signs = 0;
        if (metrics.invites30d() >= 2) signs++;
        if (metrics.externalShares30d() >= 1) signs++;
        var nps = metrics.npsLatest();
        if (nps != null && nps >= 9) signs++;
        if (metrics.community30d() >= 1) signs++;
        return signs >= 2;
    }

    // actions

    private static Decision.OnboardingPath onboardingPath(@Nullable String role) {
        if (role == null) return GENERAL;
        return switch (role.strip().toLowerCase(Locale.ROOT)) {
            case "designer" -> DESIGN;
            case "developer" -> DEVELOPMENT;
            case "manager" -> TEAM;
            default -> GENERAL;
        };
    }

    private static Decision.UpgradeMessage upgradeMessage(
            String engagementTier, @Nullable String nextPlan, @Nullable String feature) {
        return switch (engagementTier) {
            case "HIGHLY_ENGAGED" ->
                new Decision.UpgradeMessage(
                        "USAGE_LIMIT_NUDGE",
                        nextPlan == null
                                ? "You get a lot done. The next plan lifts the limits."
                                : "You get a lot done in Workbench. " + nextPlan + " lifts the limits.");
            case "ENGAGED" ->
                new Decision.UpgradeMessage(
                        "PREMIUM_FEATURE",
                        nextPlan == null || feature == null
                                ? "The next plan has more of what fits how you work."
                                : feature + " fits how you work, and " + nextPlan + " has room for it.");
            case "MODERATE" -> new Decision.UpgradeMessage("VALUE_FIRST", "Here is what you got done with Workbench.");
            case "LOW" -> new Decision.UpgradeMessage("WHATS_NEW", "See what is new in Workbench.");
            default -> new Decision.UpgradeMessage("COME_BACK", "Your work in Workbench is where you left it.");
        };
    }

    private static Decision.EmailCampaign emailCampaign(String lifecycle, boolean paid, boolean allowed) {
        return switch (lifecycle) {
            case "NEW", "ONBOARDING" -> new Decision.EmailCampaign("ONBOARDING_DRIP", "daily, 7 days", allowed);
            case "ACTIVATED" -> new Decision.EmailCampaign("FEATURE_DISCOVERY", "2 a week, 2 weeks", allowed);
            case "AT_RISK" -> new Decision.EmailCampaign("RE_ENGAGEMENT", "now, then weekly", allowed);
            case "CHURNED" ->
                paid
                        ? new Decision.EmailCampaign("RE_ENGAGEMENT", "now, then weekly", allowed)
                        : new Decision.EmailCampaign("WIN_BACK", "on days 0, 30, 90", allowed);
            default ->
                paid
                        ? new Decision.EmailCampaign("NONE", null, allowed)
                        : new Decision.EmailCampaign("UPGRADE_NURTURE", "weekly", allowed);
        };
    }

    private static int salesTier(int expansion, Account account, int collaboration, boolean enterprise, int admin14d) {
        if (expansion > 75
                && account.activeUsers28d() >= 5
                && account.pricingViews7d() >= 2
                && (enterprise || admin14d >= 1)) return 1;
        if (expansion >= 50 && account.activeUsers28d() >= 3 && collaboration >= 1) return 2;
        return expansion >= 25 ? 3 : 4;
    }

    private static String followUp(int salesTier) {
        return switch (salesTier) {
            case 1 -> "SALES_ASSIST_NOW";
            case 2 -> "OUTREACH_WITHIN_WEEK";
            case 3 -> "MARKETING_NURTURE";
            default -> "NONE";
        };
    }

    private static String planName(Plan plan) {
        return switch (plan) {
            case FREE -> "free";
            case TRIAL -> "trial";
            case BASIC -> "basic";
            case PRO -> "pro";
            case ENTERPRISE -> "enterprise";
        };
    }

    private static @Nullable String nextPlan(Plan plan) {
        return switch (plan) {
            case FREE, TRIAL -> "basic";
            case BASIC -> "pro";
            case PRO -> "enterprise";
            case ENTERPRISE -> null;
        };
    }

    private static @Nullable String featureName(String key) {
        return switch (key) {
            case "projects" -> "Projects";
            case "tasks" -> "Tasks";
            case "calendar" -> "Calendar";
            case "dashboards" -> "Dashboards";
            case "templates" -> "Templates";
            case "comments" -> "Comments";
            case "sharing" -> "Sharing";
            case "automations" -> "Automations";
            case "api" -> "API";
            case "integrations" -> "Integrations";
            default -> null;
        };
    }

    private static String benefit(String key) {
        return switch (key) {
            case "projects" -> "Keep everything about one goal in one place.";
            case "tasks" -> "Know who does what by when.";
            case "calendar" -> "See what is due, and when.";
            case "dashboards" -> "See how the work goes at a glance.";
            case "templates" -> "Start from what worked before.";
            case "comments" -> "Talk where the work is.";
            case "sharing" -> "Show work to those who need to see it.";
            case "automations" -> "Let routine work do itself.";
            case "api" -> "Connect your own tools.";
            case "integrations" -> "Bring the tools you use together.";
            default -> "";
        };
    }

    private static List<FeatureRecommendation> recommendations(List<Situation.Recommendation> offers) {
        if (offers.isEmpty()) return List.of();
        var recommendations = new ArrayList<FeatureRecommendation>(offers.size());
        for (var offer : offers)
            recommendations.add(new FeatureRecommendation(
                    offer.feature(), offer.because(), offer.lift(), benefit(offer.feature())));
        return recommendations;
    }

    private static List<String> sorted(Set<String> milestones) {
        var sorted = milestones.toArray(String[]::new);
        Arrays.sort(sorted);
        return List.of(sorted);
    }

    /** Takes candidates, best first; the first that may be proposed wins. */
    private static final class Choice {
        private final Contacts contacts;
        private final boolean consent;
        private final List<Lost> lost = new ArrayList<>();
        private String action = "none";
        private String channel = "none";
        private int priority;
        private @Nullable String message;

        Choice(Contacts contacts, boolean consent) {
            this.contacts = contacts;
            this.consent = consent;
        }

        void propose(String candidate, int candidatePriority, String candidateChannel, String text) {
            var refusal = refusal(candidate, candidateChannel);
            if (refusal == null && message == null) {
                action = candidate;
                channel = candidateChannel;
                priority = candidatePriority;
                message = text;
            } else lost.add(new Lost(candidate, candidatePriority, refusal == null ? "lower-priority" : refusal));
        }

        private @Nullable String refusal(String candidate, String candidateChannel) {
            if (candidateChannel.equals("email") && !consent) return "no-consent";
            if (candidateChannel.equals("sales") || candidateChannel.equals("csm")) return null;
            var dismissed = contacts.daysSinceDismissed(candidate);
            if (dismissed != null && dismissed < 14) return "dismissed";
            var converted = contacts.daysSinceConverted(candidate);
            if (converted != null && converted < 90) return "converted";
            return contacts.shown(candidate, 7) >= 3 ? "shown-enough" : null;
        }

        Decision.NextBestAction decided() {
            return new Decision.NextBestAction(action, channel, priority, message, false, lost);
        }
    }
}
