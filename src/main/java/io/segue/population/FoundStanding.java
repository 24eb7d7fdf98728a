package io.segue.population;

import io.segue.decisions.Situation.Recommendation;
import io.segue.decisions.Standings;
import io.segue.metrics.Percentiles;
import io.segue.profiles.Ledger;
import java.time.LocalDate;
import java.util.List;

/** What one refresh has just found, for its own decision about one user. Immutable. */
record FoundStanding(Percentiles percentiles, Lifts lifts) implements Standings.View {
    /** "Lately" of recommendations, in dates. */
    private static final int LATELY = 30;

    @Override
    public Percentiles percentiles(String userId) {
        return percentiles;
    }

    @Override
    public List<Recommendation> recommendations(Ledger ledger, LocalDate date) {
        return offers(lifts, ledger, date);
    }

    static List<Recommendation> offers(Lifts lifts, Ledger ledger, LocalDate date) {
        return lifts.offers(ledger.featuresEver(), ledger.features(date.minusDays(LATELY - 1L), date));
    }
}
