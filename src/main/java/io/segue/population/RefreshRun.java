package io.segue.population;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.decisions.Standings;
import io.segue.facts.Account;
import io.segue.profiles.Person;
import java.util.List;

/**
 * The work of one refresh: counts everyone, then decides about everyone with what that gave. Users who refuse profiling as of its
 * instant count as done and are in none of its results. Used by one thread. The same events, knowledge and instant give the same
 * results.
 */
final class RefreshRun {
    private final Refresh refresh;
    private final Population population;
    private final DecisionService decisions;
    private final Playbook playbook;
    private final RefreshStore store;

    private final Errors errors = new Errors();
    private final Tally tally = new Tally();
    private int done;

    RefreshRun(
            Refresh refresh, Population population, DecisionService decisions, Playbook playbook, RefreshStore store) {
        this.refresh = refresh;
        this.population = population;
        this.decisions = decisions;
        this.playbook = playbook;
        this.store = store;
    }

    /** What went wrong so far. */
    Errors errors() {
        return errors;
    }

    /** @throws IllegalStateException when there are users and none of them could be decided */
    Distribution run() {
        var census = count();
        done = errors.count() + census.leftOut();
        int total = census.members().size() + done;
        var lifts = census.lifts();
        store.found(refresh.id(), lifts, total);
        if (census.leftOut() > 0) store.decided(refresh.id(), List.of(), done, errors.lines());
        var found = new FoundStandings(census.placings(), new Lifts(lifts));
        population.all(
                census.members(), person -> decide(person, census.account(person.accountId()), found), this::keep);
        var distribution = tally.distribution(refresh);
        if (total > 0 && distribution.users() == 0 && errors.count() > 0)
            throw new IllegalStateException("none of the %d users could be decided".formatted(total));
        return distribution;
    }

    private Census count() {
        var date = decisions.date(refresh.asOf());
        var census = new Census(playbook.catalogue());
        population.everyone(
                person -> {
                    var share = decisions.share(person, refresh.asOf(), playbook);
                    if (!playbook.rights().allowsProfiling(person)) return Figures.unprofiled(person, share);
                    var situation =
                            decisions.situation(person, refresh.asOf(), Account.NONE, Standings.View.NONE, playbook);
                    return Figures.of(person, situation.metrics(), share, date);
                },
                portion -> {
                    portion.results().forEach(census::add);
                    portion.errors().forEach(errors::add);
                });
        return census;
    }

    private UserResult decide(Person person, Account account, Standings.View found) {
        return UserResult.of(
                Reasoner.decide(decisions.situation(person, refresh.asOf(), account, found, playbook), playbook));
    }

    private void keep(Population.Portion<UserResult> portion) {
        portion.results().forEach(tally::add);
        portion.errors().forEach(errors::add);
        done += portion.size();
        store.decided(refresh.id(), portion.results(), done, errors.lines());
    }
}
