package io.segue.facts;

import java.io.Serializable;

/**
 * What the users of one account add up to; all 0 for a user without an account.
 *
 * @param activeUsers28d users with activity on the last 28 dates
 * @param pricingViews7d looks at the pricing page on the last 7 dates, summed over the users
 * @param members        users whose latest group the account is
 */
public record Account(
        @DerivedFrom("metrics.activeDays28d") int activeUsers28d,
        @DerivedFrom("metrics.pricingViews7d") int pricingViews7d,
        int members)
        implements Serializable {
    public static final Account NONE = new Account(0, 0, 0);

    public Account {
        if (activeUsers28d < 0 || pricingViews7d < 0 || members < 0)
            throw new IllegalArgumentException("account figures below 0: %d active, %d pricing views, %d members"
                    .formatted(activeUsers28d, pricingViews7d, members));
    }

    /** The figures of these users and those together. */
    public Account with(Account others) {
        return new Account(
                activeUsers28d + others.activeUsers28d,
                pricingViews7d + others.pricingViews7d,
                members + others.members);
    }
}
