package io.segue.population;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.profiles.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Decides about users with what was found of everyone.
 *
 * @param lifts all that were found
 */
record Deciding(Instant asOf, String knowledge, List<Candidate> users, List<Lift> lifts)
        implements Assignment<UserResult> {
    @Override
    public List<String> userIds() {
        return users.stream().map(Candidate::userId).toList();
    }

    @Override
    public Function<Person, UserResult> work(DecisionService decisions, Playbook playbook) {
        var byId = new HashMap<String, Candidate>();
        for (var user : users) byId.put(user.userId(), user);
        var offers = new Lifts(lifts);
        return person -> {
            var user = byId.get(person.userId());
            if (user == null) throw new IllegalStateException("was not asked for");
            var found = new FoundStanding(user.percentiles(), offers);
            return UserResult.of(
                    Reasoner.decide(decisions.situation(person, asOf, user.account(), found, playbook), playbook));
        };
    }
}
