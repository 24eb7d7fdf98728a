package io.segue.metrics;

import static io.segue.profiles.Signal.Kind.ADMIN;
import static io.segue.profiles.Signal.Kind.CANCEL_VIEW;
import static io.segue.profiles.Signal.Kind.COMMUNITY;
import static io.segue.profiles.Signal.Kind.COMPARISON;
import static io.segue.profiles.Signal.Kind.CONTENT;
import static io.segue.profiles.Signal.Kind.DOCS_VIEW;
import static io.segue.profiles.Signal.Kind.DOWNGRADE;
import static io.segue.profiles.Signal.Kind.INVITE;
import static io.segue.profiles.Signal.Kind.LOCKED_CLICK;
import static io.segue.profiles.Signal.Kind.MEMBER_ADDED;
import static io.segue.profiles.Signal.Kind.PRICING_VIEW;
import static io.segue.profiles.Signal.Kind.QUOTE;
import static io.segue.profiles.Signal.Kind.SALES_CONTACT;
import static io.segue.profiles.Signal.Kind.SHARE;
import static io.segue.profiles.Signal.Kind.TICKET;

import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.profiles.Ledger;
import io.segue.profiles.Signal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The metrics of one ledger as of one date. Pure: the same ledger, dates and catalogue give the same metrics. */
public final class Measure {
    private static final int WEEKS_OF_PEAK = 12;
    private static final int RUN_GAP_DAYS = 7;
    private static final int ASSUMED_GAP_DAYS = 7;
    private static final int SHORTEST_GAP_DAYS = 2;
    private static final double MILLIS_A_MINUTE = 60_000;

    private final Ledger ledger;
    private final LocalDate date;

    private Measure(Ledger ledger, LocalDate date) {
        this.ledger = ledger;
        this.date = date;
    }

    /**
     * Measures the ledger.
     *
     * @param ledger      which knows of nothing after the date
     * @param date        of the decision, in the ledger's zone
     * @param signup      when the user came, which may lie after the date
     * @param percentiles as of the latest refresh, taken over as they are
     */
    public static Metrics of(
            Ledger ledger, LocalDate date, LocalDate signup, FeatureCatalogue catalogue, Percentiles percentiles) {
        return new Measure(ledger, date).metrics(signup, catalogue, percentiles);
    }

    /**
     * What the ledgers of an account's members add up to.
     *
     * @param members one ledger for each member
     */
    public static Account account(Collection<Ledger> members, LocalDate date) {
        int active = 0;
        int views = 0;
        for (var ledger : members) {
            var member = new Measure(ledger, date);
            if (member.activeDays(28) >= 1) active++;
            views += member.count(PRICING_VIEW, 7);
        }
        return new Account(active, views, members.size());
    }

    private Metrics metrics(LocalDate signup, FeatureCatalogue catalogue, Percentiles percentiles) {
        int sessions7d = sessions(7);
        int sessions28d = sessions(28);
        double baseline = baselineWeeklySessions();
        int featuresUsed30d = ledger.features(last(30), date).size();
        return new Metrics(
                days(signup, date),
                daysSinceLastActive(),
                sessions7d,
                ledger.sessions(date.minusDays(13), date.minusDays(7)),
                sessions28d,
                ledger.sessionsEver(),
                sessions28d / 4.0,
                baseline,
                baseline > sessions7d ? (baseline - sessions7d) / baseline : 0,
                activeDays(7),
                activeDays(14),
                activeDays(28),
                activeSpanDays(),
                typicalGapDays(),
                sessions28d == 0 ? 0 : ledger.sessionMillis(last(28), date) / (sessions28d * MILLIS_A_MINUTE),
                sessions28d == 0 ? 0 : ledger.activities(last(28), date) / (double) sessions28d,
                featuresUsed30d,
                ledger.features(last(7), date).size(),
                featuresPeakWeek(),
                catalogue.size() == 0 ? 0 : Math.min(1, featuresUsed30d / (double) catalogue.size()),
                ledger.daysOfUse(catalogue.advanced(), last(28), date),
                count(CONTENT, 28),
                ledger.uses(catalogue.collaborative(), last(30), date) + count(SHARE, 30),
                count(INVITE, 30),
                count(INVITE, 14),
                count(MEMBER_ADDED, 30),
                ledger.countMarked(SHARE, last(30), date),
                count(SHARE, 14),
                count(COMMUNITY, 30),
                ledger.latestScore(),
                count(PRICING_VIEW, 7),
                count(PRICING_VIEW, 14),
                count(DOCS_VIEW, 14),
                count(COMPARISON, 14),
                count(LOCKED_CLICK, 14),
                count(SALES_CONTACT, 14),
                count(QUOTE, 14),
                count(ADMIN, 14),
                count(TICKET, 7),
                count(TICKET, 30),
                ledger.countMarked(TICKET, last(7), date),
                ledger.countMarked(TICKET, last(30), date),
                ledger.unpaidFailures(last(30), date),
                count(DOWNGRADE, 30),
                count(CANCEL_VIEW, 30),
                percentiles.usage(),
                percentiles.breadth(),
                percentiles.content());
    }

    private @Nullable Integer daysSinceLastActive() {
        return ledger.lastActive().map(last -> days(last, date)).orElse(null);
    }

    /** Of someone who has been away for long, the weeks before leaving are the baseline. */
    private double baselineWeeklySessions() {
        int recent = ledger.sessions(date.minusDays(34), date.minusDays(7));
        if (recent > 0) return recent / 4.0;
        return ledger.lastActive()
                        .map(last -> ledger.sessions(last.minusDays(27), last))
                        .orElse(0)
                / 4.0;
    }

    private int activeSpanDays() {
        var last = ledger.lastActive();
        if (last.isEmpty() || days(last.get(), date) > RUN_GAP_DAYS) return 0;
        return days(ledger.runStart().orElseThrow(), date) + 1;
    }

    private double typicalGapDays() {
        var active = ledger.activeDays(last(90), date);
        if (active.length < 3) return ASSUMED_GAP_DAYS;
        var gaps = new int[active.length - 1];
        for (int i = 0; i < gaps.length; i++) gaps[i] = active[i + 1] - active[i];
        Arrays.sort(gaps);
        double median = (gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2.0;
        return Math.max(SHORTEST_GAP_DAYS, median);
    }

    private int featuresPeakWeek() {
        int peak = 0;
        for (int week = 0; week < WEEKS_OF_PEAK; week++) {
            var end = date.minusDays(7L * week);
            peak = Math.max(peak, ledger.features(end.minusDays(6), end).size());
        }
        return peak;
    }

    private int sessions(int dates) {
        return ledger.sessions(last(dates), date);
    }

    private int activeDays(int dates) {
        return ledger.activeDays(last(dates), date).length;
    }

    private int count(Signal.Kind kind, int dates) {
        return ledger.count(kind, last(dates), date);
    }

    /** The first of the last so many dates. */
    private LocalDate last(int dates) {
        return date.minusDays(dates - 1L);
    }

    private static int days(LocalDate from, LocalDate to) {
        return (int) (to.toEpochDay() - from.toEpochDay());
    }
}
