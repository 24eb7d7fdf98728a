package io.segue.decisions;

import io.segue.decisions.Situation.Recommendation;
import io.segue.metrics.Percentiles;
import io.segue.profiles.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What decisions take from the population as a whole, as it was at a refresh. */
public interface Standings {
    /** The view of the finished refresh with the greatest asOf not after the instant, of equal ones the last finished. */
    View at(Instant asOf);

    /** What one refresh found. */
    interface View {
        /** Where the user stood; {@link Percentiles#NONE} for a user not counted. */
        Percentiles percentiles(String userId);

        /** At most two features the user has never used, best first. */
        List<Recommendation> recommendations(Ledger ledger, LocalDate date);

        /** Before any refresh. */
        View NONE = new View() {
            @Override
            public Percentiles percentiles(String userId) {
                return Percentiles.NONE;
            }

            @Override
            public List<Recommendation> recommendations(Ledger ledger, LocalDate date) {
                return List.of();
            }
        };
    }
}
