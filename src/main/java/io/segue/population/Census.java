package io.segue.population;

import io.segue.facts.Account;
import io.segue.metrics.FeatureCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds users up, in whatever order: accounts, percentiles and lifts. Keeps the ids of each user and its account, and three numbers of
 * those counted. Used by one thread.
 */
final class Census {
    private final List<String> members = new ArrayList<>();
    private final Map<String, String> accountOf = new HashMap<>();
    private final Map<String, String> accountIds = new HashMap<>();
    private int leftOut;
    private final List<Counted> counted = new ArrayList<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final LiftCount lifts;

    private record Counted(String userId, double usage, double breadth, double content) {}

    Census(FeatureCatalogue catalogue) {
        lifts = new LiftCount(
                catalogue.features().stream().map(FeatureCatalogue.Feature::key).toList());
    }

    void add(Figures user) {
        if (user.profiled()) {
            members.add(user.userId());
            // one text an account, however many came over the wire
            if (user.accountId() != null)
                accountOf.put(user.userId(), accountIds.computeIfAbsent(user.accountId(), id -> id));
        } else leftOut++;
        if (user.active())
            counted.add(
                    new Counted(user.userId(), user.sessions28d(), user.featureBreadth30d(), user.contentCreated28d()));
        if (user.activeThen()) lifts.add(user.usedThen(), user.active());
        if (user.accountId() != null && user.account() != null)
            accounts.merge(user.accountId(), user.account(), Account::with);
    }

    /** Ids of all users added but those left out. */
    List<String> members() {
        return members;
    }

    /** How many users are in no result because they refuse profiling. */
    int leftOut() {
        return leftOut;
    }

    /** What the members of an account add up to. */
    Account account(@Nullable String accountId) {
        return accountId == null ? Account.NONE : accounts.getOrDefault(accountId, Account.NONE);
    }

    /** What the members of a user's account add up to. */
    Account accountOf(String userId) {
        return account(accountOf.get(userId));
    }

    /** Every lift that counts. */
    List<Lift> lifts() {
        return lifts.lifts();
    }

    /** Where each user counted stands: 100 times the share of those counted with a strictly smaller value. */
    Placings placings() {
        var usage = sorted(Counted::usage);
        var breadth = sorted(Counted::breadth);
        var content = sorted(Counted::content);
        return new Placings(counted.stream()
                .map(user -> new Placing(
                        user.userId(),
                        percentile(user.usage(), usage),
                        percentile(user.breadth(), breadth),
                        percentile(user.content(), content)))
                .toList());
    }

    private double[] sorted(ToDoubleFunction<Counted> value) {
        var values = counted.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values;
    }

    private static double percentile(double value, double[] sorted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return 100.0 * low / sorted.length;
    }
}
