package io.segue.population;

import io.segue.journal.Journal;
import io.segue.metrics.FeatureCatalogue;
import io.segue.population.Population.Portion;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of one refresh: counts everyone, then decides about everyone with what that gave. Users who refuse profiling as of its
 * instant count as done and are in none of its results. Used by one thread. The same events, knowledge and instant give the same
 * results, whoever works on them.
 */
final class RefreshRun {
    private static final int PAGE = 1000;

    private final Refresh refresh;
    private final Claim claim;
    private final String knowledge;
    private final FeatureCatalogue catalogue;
    private final Journal journal;
    private final Dispatch dispatch;
    private final RefreshStore store;

    private final Errors errors = new Errors();
    private final Tally tally = new Tally();
    private int done;

    /** @param knowledge the version to decide by, of which the catalogue is */
    RefreshRun(
            Refresh refresh,
            Claim claim,
            String knowledge,
            FeatureCatalogue catalogue,
            Journal journal,
            Dispatch dispatch,
            RefreshStore store) {
        this.refresh = refresh;
        this.claim = claim;
        this.knowledge = knowledge;
        this.catalogue = catalogue;
        this.journal = journal;
        this.dispatch = dispatch;
        this.store = store;
    }

    /** What went wrong so far. */
    Errors errors() {
        return errors;
    }

    /**
     * @throws IllegalStateException when there are users and none of them could be decided
     * @throws ClaimLost             when another member works on the refresh meanwhile
     */
    Distribution run() {
        var census = count();
        done = errors.count() + census.leftOut();
        int total = census.members().size() + done;
        var lifts = census.lifts();
        store.found(claim, lifts, total);
        if (census.leftOut() > 0) store.decided(claim, List.of(), done, errors.lines());
        decide(census, lifts);
        var distribution = tally.distribution(refresh);
        if (total > 0 && distribution.users() == 0 && errors.count() > 0)
            throw new IllegalStateException("none of the %d users could be decided".formatted(total));
        return distribution;
    }

    private Census count() {
        var census = new Census(catalogue);
        dispatch.each(new Everyone(journal, PAGE), users -> new Counting(refresh.asOf(), knowledge, users), portion -> {
            portion.results().forEach(census::add);
            portion.errors().forEach(errors::add);
        });
        return census;
    }

    private void decide(Census census, List<Lift> lifts) {
        var placings = census.placings();
        var members = census.members();
        var pages = new ArrayList<List<String>>();
        for (int from = 0; from < members.size(); from += PAGE)
            pages.add(members.subList(from, Math.min(from + PAGE, members.size())));
        dispatch.each(
                pages.iterator(),
                users -> new Deciding(
                        refresh.asOf(),
                        knowledge,
                        users.stream()
                                .map(user -> new Candidate(user, placings.of(user), census.accountOf(user)))
                                .toList(),
                        lifts),
                this::keep);
    }

    private void keep(Portion<UserResult> portion) {
        portion.results().forEach(tally::add);
        portion.errors().forEach(errors::add);
        done += portion.size();
        store.decided(claim, portion.results(), done, errors.lines());
    }
}
