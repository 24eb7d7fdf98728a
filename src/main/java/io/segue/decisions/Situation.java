package io.segue.decisions;

import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Traits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision depends on besides the knowledge: the same situation and knowledge give the same decision.
 *
 * @param accountId       null when the user has none
 * @param recommendations best first, at most two
 * @param contacts        what became of earlier proposals
 * @param permissions     what may be done with all this; {@link DataRights#permitted} holds decisions to it
 */
public record Situation(
        String userId,
        Instant asOf,
        Metrics metrics,
        Traits traits,
        Account account,
        @Nullable String accountId,
        Set<String> milestones,
        List<Recommendation> recommendations,
        Contacts contacts,
        List<String> notices,
        Permissions permissions) {

    /** Of a user of whom nothing is known. */
    public static Situation unknown(String userId, Instant asOf) {
        return Evaluation.read(Map.of("userId", userId), asOf);
    }

    /** The same, had the user those traits. */
    Situation with(Overrides overrides) {
        return overrides.isEmpty()
                ? this
                : new Situation(
                        userId,
                        asOf,
                        metrics,
                        overrides.over(traits),
                        account,
                        accountId,
                        milestones,
                        recommendations,
                        contacts,
                        notices,
                        permissions);
    }

    /**
     * A feature that goes with one the user knows.
     *
     * @param feature key of a feature of the catalogue that the user has never used
     * @param because key of the feature used
     * @param lift    4 decimals, 1.3 or more
     */
    public record Recommendation(String feature, String because, double lift) {}

    /** What became of earlier proposals of an action, as of the date of decision. */
    public interface Contacts {
        /** Dates since the action was last dismissed; null when it never was. */
        @Nullable
        Integer daysSinceDismissed(String action);

        /** Dates since the action last led to what it was for; null when it never did. */
        @Nullable
        Integer daysSinceConverted(String action);

        /** How often the action was shown on the last so many dates. */
        int shown(String action, int days);

        /** Of a user to whom nothing was ever proposed. */
        Contacts NONE = new Contacts() {
            @Override
            public @Nullable Integer daysSinceDismissed(String action) {
                return null;
            }

            @Override
            public @Nullable Integer daysSinceConverted(String action) {
                return null;
            }

            @Override
            public int shown(String action, int days) {
                return 0;
            }
        };
    }
}
