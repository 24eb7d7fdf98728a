package io.segue.population;

import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.metrics.Measure;
import io.segue.profiles.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one user adds to the whole.
 *
 * @param account    what the user adds to the account's figures; null without an account
 * @param active     whether there was activity on the last 28 dates: such users are counted in percentiles, and stayed
 * @param activeThen whether there was activity on the 28 dates before those
 * @param usedThen   features used on those dates
 */
record Figures(
        String userId,
        @Nullable String accountId,
        @Nullable Account account,
        int sessions28d,
        double featureBreadth30d,
        int contentCreated28d,
        boolean active,
        boolean activeThen,
        Set<String> usedThen) {

    static Figures of(Person person, Metrics metrics, LocalDate date) {
        var ledger = person.ledger();
        var from = date.minusDays(55);
        var to = date.minusDays(28);
        boolean activeThen = ledger.activeDays(from, to).length > 0;
        return new Figures(
                person.userId(),
                person.accountId(),
                person.accountId() == null ? null : Measure.account(List.of(ledger), date),
                metrics.sessions28d(),
                metrics.featureBreadth30d(),
                metrics.contentCreated28d(),
                metrics.activeDays28d() >= 1,
                activeThen,
                activeThen ? ledger.features(from, to) : Set.of());
    }
}
