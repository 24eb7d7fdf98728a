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
        return decide(userId, asOf, Overrides.NONE);
    }

    /** The same, had the user those traits. */
    public Optional<Decision> decide(String userId, Instant asOf, Overrides overrides) {
        try (var held = playbooks.hold()) {
            return decide(userId, asOf, overrides, held.playbook());
        }
    }

    /** Decides as of an instant by another playbook than the live one, which the caller holds meanwhile. */
    public Optional<Decision> decide(String userId, Instant asOf, Playbook playbook) {
        return decide(userId, asOf, Overrides.NONE, playbook);
    }

    private Optional<Decision> decide(String userId, Instant asOf, Overrides overrides, Playbook playbook) {
        try (var course = watch.remembered()) {
            var found = profiles.find(userId, asOf);
            if (found.isEmpty()) {
                course.nobody();
                return Optional.empty();
            }
            var person = found.get();
            var account = person.accountId() == null ? Account.NONE : account(person.accountId(), asOf, playbook);
            course.to(Step.MEASURE);
            var situation = situation(person, asOf, account, standings.at(asOf), playbook);
            course.to(Step.RULES);
            return Optional.of(course.made(Reasoner.decide(situation.with(overrides), playbook)));
        }
    }

    /**
     * Decides about the members of one account, in the order given. Ids not known by then are left out, and so are users
     * who refuse profiling: all there is to tell of them are the defaults.
     */
    public List<Decision> decideAll(List<String> members, Instant asOf, Account account) {
        try (var held = playbooks.hold()) {
            var playbook = held.playbook();
            var standing = standings.at(asOf);
            var people = profiles.findAll(members, asOf);
            return members.stream()
                    .map(people::get)
                    .filter(Objects::nonNull)
                    .filter(playbook.rights()::allowsProfiling)
                    .map(person -> situation(person, asOf, account, standing, playbook))
                    .map(situation -> watch.oneOfMany(() -> Reasoner.decide(situation, playbook)))
                    .toList();
        }
    }

    /** What is decided of a user of whom nothing is known; {@link Evaluation.Faulty} for an id that can be nobody's. */
    public Decision defaults(String userId, Instant asOf) {
        return defaults(userId, asOf, Overrides.NONE);
    }

    /** The same, had the user those traits. */
    public Decision defaults(String userId, Instant asOf, Overrides overrides) {
        return evaluate(Situation.unknown(userId, asOf).with(overrides));
    }

    /** Decides on what is given, and keeps nothing. */
    public Decision evaluate(Situation situation) {
        try (var course = watch.given();
                var held = playbooks.hold()) {
            return course.made(Reasoner.decide(situation, held.playbook()));
        }
    }

    /** Decides likewise on what other profiles remember. */
    public DecisionService over(Profiles others) {
        return new DecisionService(others, playbooks, standings, zone, watch);
    }

    /** How many decisions somebody waits for right now; by the by, for those who can wait themselves. */
    public long underWay() {
        return watch.underWay();
    }

    /** What may be used of whom, by the knowledge that is live. */
    public DataRights rights() {
        return playbooks.live().rights();
    }

    /**
     * What the members of an account add up to; all 0 for an account not seen by then. Users who refuse profiling are counted
     * as members, and nothing that they did is.
     */
    public Account account(String accountId, Instant asOf) {
        return account(accountId, asOf, playbooks.live());
    }

    /** The same by another playbook, whose rights may say otherwise of who refuses. */
    public Account account(String accountId, Instant asOf, Playbook playbook) {
        return profiles.account(accountId, asOf)
                .map(account -> {
                    var members = profiles.findAll(account.members(), asOf).values();
                    return members.stream()
                            .map(person -> share(person, asOf, playbook))
                            .reduce(Account.NONE, Account::with);
                })
                .orElse(Account.NONE);
    }

    /** What one person adds to the figures of an account. */
    public Account share(Person person, Instant asOf, Playbook playbook) {
        return playbook.rights().allowsProfiling(person)
                ? Measure.account(List.of(person.ledger()), date(asOf))
                : new Account(0, 0, 1);
    }

    /** All that a decision about a person depends on, besides the knowledge. */
    public Situation situation(
            Person person, Instant asOf, Account account, Standings.View standing, Playbook playbook) {
        var date = date(asOf);
        var rights = playbook.rights();
        var effective = EffectiveTraits.of(rights.usable(person), zone);
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
                effective.notices().stream().map(Notice::detail).toList(),
                rights.permissions(person));
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
