package io.segue.decisions;

import io.segue.decisions.DecisionWatch.Step;
import io.segue.decisions.Situation.Contacts;
import io.segue.facts.Account;
import io.segue.metrics.Measure;
import io.segue.profiles.EffectiveTraits;
import io.segue.profiles.Ledger;
import io.segue.profiles.Notice;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import io.segue.profiles.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about users that are known, and about facts that are given. Safe for use by many threads. */
public final class DecisionService {
    private final Profiles profiles;
    private final Playbooks playbooks;
    private final Standings standings;
    private final ZoneId zone;
    private final DecisionWatch watch;

    /** @param zone the workspace's, in which dates are counted */
    public DecisionService(
            Profiles profiles, Playbooks playbooks, Standings standings, ZoneId zone, DecisionWatch watch) {
        this.profiles = profiles;
        this.playbooks = playbooks;
        this.standings = standings;
        this.zone = zone;
        this.watch = watch;
    }

    /** Decides as of an instant; empty for a user not seen by then. A merged user is answered for by the one it is in. */
    public Optional<Decision> decide(String userId, Instant asOf) {
        try (var course = watch.remembered()) {
            var found = profiles.find(userId, asOf);
            if (found.isEmpty()) {
                course.nobody();
                return Optional.empty();
            }
            var person = found.get();
            var playbook = playbooks.live();
            var account = person.accountId() == null ? Account.NONE : account(person.accountId(), asOf);
            course.to(Step.MEASURE);
            var situation = situation(person, asOf, account, standings.at(asOf), playbook);
            course.to(Step.RULES);
            return Optional.of(course.made(Reasoner.decide(situation, playbook)));
        }
    }

    /** Decides about the members of one account, in the order given; ids not known by then are left out. */
    public List<Decision> decideAll(List<String> members, Instant asOf, Account account) {
        var playbook = playbooks.live();
        var standing = standings.at(asOf);
        var people = profiles.findAll(members, asOf);
        return members.stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(person -> situation(person, asOf, account, standing, playbook))
                .map(situation -> watch.oneOfMany(() -> Reasoner.decide(situation, playbook)))
                .toList();
    }

    /** What is decided of a user of whom nothing is known; {@link Evaluation.Faulty} for an id that can be nobody's. */
    public Decision defaults(String userId, Instant asOf) {
        return evaluate(Situation.unknown(userId, asOf));
    }

    /** Decides on what is given, and keeps nothing. */
    public Decision evaluate(Situation situation) {
        try (var course = watch.given()) {
            return course.made(Reasoner.decide(situation, playbooks.live()));
        }
    }

    /** What the members of an account add up to; all 0 for an account not seen by then. */
    public Account account(String accountId, Instant asOf) {
        return profiles.account(accountId, asOf)
                .map(account -> Measure.account(
                        profiles.findAll(account.members(), asOf).values().stream()
                                .map(Person::ledger)
                                .toList(),
                        date(asOf)))
                .orElse(Account.NONE);
    }

    /** All that a decision about a person depends on, besides the knowledge. */
    public Situation situation(
            Person person, Instant asOf, Account account, Standings.View standing, Playbook playbook) {
        var date = date(asOf);
        var effective = EffectiveTraits.of(person, zone);
        var ledger = person.ledger();
        return new Situation(
                person.userId(),
                asOf,
                Measure.of(
                        ledger, date, effective.signup(), playbook.catalogue(), standing.percentiles(person.userId())),
                effective.traits(),
                account,
                person.accountId(),
                ledger.milestones(),
                standing.recommendations(ledger, date),
                new RememberedContacts(ledger, date),
                effective.notices().stream().map(Notice::detail).toList());
    }

    /** The date of an instant in the workspace's zone. */
    public LocalDate date(Instant asOf) {
        return asOf.atZone(zone).toLocalDate();
    }

    private record RememberedContacts(Ledger ledger, LocalDate date) implements Contacts {
        @Override
        public @Nullable Integer daysSinceDismissed(String action) {
            return daysSince(Signal.Kind.ACTION_DISMISSED, action);
        }

        @Override
        public @Nullable Integer daysSinceConverted(String action) {
            return daysSince(Signal.Kind.ACTION_CONVERTED, action);
        }

        private @Nullable Integer daysSince(Signal.Kind kind, String action) {
            var days = ledger.daysSince(kind, action, date);
            return days.isPresent() ? (Integer) days.getAsInt() : null;
        }

        @Override
        public int shown(String action, int days) {
            return ledger.count(Signal.Kind.ACTION_SHOWN, action, date.minusDays(days - 1L), date);
        }
    }
}
