package io.segue.population;

import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.profiles.Person;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one user adds to the whole.
 *
 * @param profiled   whether the user is in the results; who refuses profiling is not, and adds nothing but a member to the account
 * @param account    what the user adds to the account's figures; null without an account
 * @param active     whether there was activity on the last 28 dates: such users are counted in percentiles, and stayed
 * @param activeThen whether there was activity on the 28 dates before those
 * @param usedThen   features used on those dates
 */
record Figures(
        String userId,
        boolean profiled,
        @Nullable String accountId,
        @Nullable Account account,
        int sessions28d,
        double featureBreadth30d,
        int contentCreated28d,
        boolean active,
        boolean activeThen,
        Set<String> usedThen)
        implements Serializable {

    /** @param share what the person adds to the figures of an account */
    static Figures of(Person person, Metrics metrics, Account share, LocalDate date) {
        var ledger = person.ledger();
        var from = date.minusDays(55);
        var to = date.minusDays(28);
        boolean activeThen = ledger.activeDays(from, to).length > 0;
        return new Figures(
                person.userId(),
                true,
                person.accountId(),
                person.accountId() == null ? null : share,
                metrics.sessions28d(),
                metrics.featureBreadth30d(),
                metrics.contentCreated28d(),
                metrics.activeDays28d() >= 1,
                activeThen,
                activeThen ? Set.copyOf(ledger.features(from, to)) : Set.of());
    }

    /** Of someone who refuses profiling. */
    static Figures unprofiled(Person person, Account share) {
        return new Figures(
                person.userId(),
                false,
                person.accountId(),
                person.accountId() == null ? null : share,
                0,
                0,
                0,
                false,
                false,
                Set.of());
    }
}
