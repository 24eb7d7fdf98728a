package io.segue.population;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Standings;
import io.segue.facts.Account;
import io.segue.profiles.Person;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Finds what users add to the whole. */
record Counting(Instant asOf, String knowledge, List<String> userIds) implements Assignment<Figures> {
    @Override
    public Function<Person, Figures> work(DecisionService decisions, Playbook playbook) {
        var date = decisions.date(asOf);
        return person -> {
            var share = decisions.share(person, asOf, playbook);
            if (!playbook.rights().allowsProfiling(person)) return Figures.unprofiled(person, share);
            var situation = decisions.situation(person, asOf, Account.NONE, Standings.View.NONE, playbook);
            return Figures.of(person, situation.metrics(), share, date);
        };
    }
}
