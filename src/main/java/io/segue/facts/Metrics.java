package io.segue.facts;

import org.jspecify.annotations.Nullable;

/**
 * How one user has been using the product, as of one date. "Last N dates" are that date and the N-1 before it, in the
 * workspace's time zone. Counts are 0 or more.
 *
 * <p>Below the components stand figures read off them. They are properties too, so that a rule or a column names one thing
 * and no rule repeats the sum; they are never stored and never sent.
 *
 * @param tenureDays dates since signup; below 0 when the signup lies after the date of decision
 * @param daysSinceLastActive dates since the last activity, 0 is today; null when never active
 * @param sessions7d sessions on the last 7 dates
 * @param sessionsPrev7d sessions on the 7 dates before those
 * @param sessions28d sessions on the last 28 dates
 * @param totalSessions all sessions ever
 * @param avgWeeklySessions28d sessions28d / 4
 * @param baselineWeeklySessions sessions a week on the 4 weeks that end 7 dates ago; where that is 0, on the 28 dates that end on the last active one
 * @param usageDecline share by which sessions7d lies below the baseline, 0..1; 0 without a baseline
 * @param activeDays7d dates with activity among the last 7
 * @param activeDays14d dates with activity among the last 14
 * @param activeDays28d dates with activity among the last 28
 * @param activeSpanDays length in dates of the present run of activity, no two active dates in it more than 7 apart; 0 when there is none
 * @param typicalGapDays median dates between active dates over the last 90; 7 with fewer than 3 active dates, never below 2 when it is measured; above 0
 * @param avgSessionMinutes28d mean length of a session on the last 28 dates, in minutes; 0 without one
 * @param actionsPerSession28d activity events per session on the last 28 dates; 0 without a session
 * @param featuresUsed30d distinct features used on the last 30 dates
 * @param featuresUsed7d distinct features used on the last 7 dates
 * @param featuresPeakWeek most distinct features used in one of the last 12 whole weeks
 * @param featureBreadth30d featuresUsed30d as a share of the catalogue, 0..1; 0 when the catalogue is empty
 * @param advancedFeatureDays28d dates with an advanced feature used among the last 28
 * @param contentCreated28d things created on the last 28 dates
 * @param collaboration30d uses of collaborative features and shares on the last 30 dates
 * @param invites30d invitations sent on the last 30 dates
 * @param invites14d invitations sent on the last 14 dates
 * @param membersAdded30d members added on the last 30 dates
 * @param externalShares30d shares to the outside on the last 30 dates
 * @param shares14d shares on the last 14 dates
 * @param community30d community posts that are not negative, on the last 30 dates
 * @param npsLatest the last score given; null when none was
 * @param pricingViews7d looks at the pricing page on the last 7 dates
 * @param pricingViews14d the same on the last 14
 * @param docsViews14d looks at the documentation on the last 14 dates
 * @param comparisons14d feature comparisons opened on the last 14 dates
 * @param lockedClicks14d clicks on features the plan lacks, on the last 14 dates
 * @param salesContacts14d times sales was contacted on the last 14 dates
 * @param quotes14d quotes asked for on the last 14 dates
 * @param admin14d acts of administration (SSO, security, seats) on the last 14 dates
 * @param tickets7d support tickets opened on the last 7 dates
 * @param tickets30d the same on the last 30
 * @param negativeTickets7d those of tickets7d that are negative
 * @param negativeTickets30d those of tickets30d that are negative
 * @param paymentFailures30d failed payments on the last 30 dates, later than the last that succeeded
 * @param downgrades30d downgrades on the last 30 dates
 * @param cancelViews30d looks at the cancellation page on the last 30 dates
 * @param usagePercentile share of active users with fewer sessions28d at the latest refresh, 0..100; null when not counted in one
 * @param breadthPercentile the same for featureBreadth30d
 * @param contentPercentile the same for contentCreated28d
 */
public record Metrics(
        int tenureDays,
        @Nullable Integer daysSinceLastActive,
        int sessions7d,
        int sessionsPrev7d,
        int sessions28d,
        int totalSessions,
        @DerivedFrom("sessions28d") double avgWeeklySessions28d,
        double baselineWeeklySessions,

        @DerivedFrom({"sessions7d", "baselineWeeklySessions"})
        double usageDecline,

        int activeDays7d,
        int activeDays14d,
        int activeDays28d,
        int activeSpanDays,
        double typicalGapDays,
        double avgSessionMinutes28d,
        @DerivedFrom("sessions28d") double actionsPerSession28d,
        int featuresUsed30d,
        int featuresUsed7d,
        int featuresPeakWeek,
        @DerivedFrom("featuresUsed30d") double featureBreadth30d,
        int advancedFeatureDays28d,
        int contentCreated28d,
        int collaboration30d,
        int invites30d,
        int invites14d,
        int membersAdded30d,
        int externalShares30d,
        int shares14d,
        int community30d,
        @Nullable Double npsLatest,
        int pricingViews7d,
        int pricingViews14d,
        int docsViews14d,
        int comparisons14d,
        int lockedClicks14d,
        int salesContacts14d,
        int quotes14d,
        int admin14d,
        int tickets7d,
        int tickets30d,
        int negativeTickets7d,
        int negativeTickets30d,
        int paymentFailures30d,
        int downgrades30d,
        int cancelViews30d,
        @DerivedFrom("sessions28d") @Nullable Double usagePercentile,
        @DerivedFrom("featureBreadth30d") @Nullable Double breadthPercentile,
        @DerivedFrom("contentCreated28d") @Nullable Double contentPercentile) {
    public Metrics {
        if (!(typicalGapDays > 0))
            throw new IllegalArgumentException("typicalGapDays is %s, expected above 0".formatted(typicalGapDays));
        if (!(usageDecline >= 0 && usageDecline <= 1) || !(featureBreadth30d >= 0 && featureBreadth30d <= 1))
            throw new IllegalArgumentException("shares out of 0..1: usageDecline %s, featureBreadth30d %s"
                    .formatted(usageDecline, featureBreadth30d));
    }

    /** Dates without activity: since the last one, or since signup when never active. */
    @DerivedFrom({"daysSinceLastActive", "tenureDays"})
    public int idleDays() {
        return daysSinceLastActive == null ? tenureDays : daysSinceLastActive;
    }

    /** daysSinceLastActive in typical gaps; null when never active. */
    @DerivedFrom({"daysSinceLastActive", "typicalGapDays"})
    public @Nullable Double gapsSinceLastActive() {
        return daysSinceLastActive == null ? null : (Double) (daysSinceLastActive / typicalGapDays);
    }

    /** sessions7d as a share of the baseline week, 1 is as ever; null without a baseline. */
    @DerivedFrom({"sessions7d", "baselineWeeklySessions"})
    public @Nullable Double sessionsShareOfBaseline() {
        return share(sessions7d, baselineWeeklySessions);
    }

    /** sessions7d as a share of the week before; null when that had none. */
    @DerivedFrom({"sessions7d", "sessionsPrev7d"})
    public @Nullable Double sessionsShareOfPrevWeek() {
        return share(sessions7d, sessionsPrev7d);
    }

    /** sessions7d as a share of the average week of the last 28 dates; null when that is 0. */
    @DerivedFrom({"sessions7d", "avgWeeklySessions28d"})
    public @Nullable Double sessionsShareOfAverage() {
        return share(sessions7d, avgWeeklySessions28d);
    }

    /** featuresUsed7d as a share of the peak week; null when no week had any. */
    @DerivedFrom({"featuresUsed7d", "featuresPeakWeek"})
    public @Nullable Double featuresShareOfPeak() {
        return share(featuresUsed7d, featuresPeakWeek);
    }

    /** How many sessions more the week before had; below 0 when this week has more. */
    @DerivedFrom({"sessionsPrev7d", "sessions7d"})
    public int sessionsLostToPrevWeek() {
        return sessionsPrev7d - sessions7d;
    }

    /** Active dates in an average week of the last 28 dates, a half rounded up. */
    @DerivedFrom("activeDays28d")
    public int activeDaysPerWeek() {
        return (activeDays28d + 2) / 4;
    }

    /** Looks at pricing, documentation and comparisons on the last 14 dates. */
    @DerivedFrom({"pricingViews14d", "docsViews14d", "comparisons14d"})
    public int evaluations14d() {
        return pricingViews14d + docsViews14d + comparisons14d;
    }

    /** Invitations and shares on the last 14 dates. */
    @DerivedFrom({"invites14d", "shares14d"})
    public int outreach14d() {
        return invites14d + shares14d;
    }

    /** The highest of the three percentiles, 0..100; null when all are. */
    @DerivedFrom({"usagePercentile", "breadthPercentile", "contentPercentile"})
    public @Nullable Double topPercentile() {
        var top = Math.max(
                orBelowAll(usagePercentile), Math.max(orBelowAll(breadthPercentile), orBelowAll(contentPercentile)));
        return top < 0 ? null : (Double) top;
    }

    private static double orBelowAll(@Nullable Double percentile) {
        return percentile == null ? -1 : percentile;
    }

    private static @Nullable Double share(double part, double whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }
}
