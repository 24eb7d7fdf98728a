package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.decisions.Standings;
import io.segue.facts.Account;
import io.segue.profiles.Person;
import io.segue.publication.UserOutcome.Decided;
import io.segue.publication.UserOutcome.Failed;
import io.segue.publication.UserOutcome.InGap;
import io.segue.publication.UserOutcome.LeftOut;
import io.segue.publication.UserOutcome.Sends;
import io.segue.rules.Answers;
import io.segue.rules.DecisionTable;
import io.segue.rules.NoRowMatches;
import io.segue.rules.Rule;
import io.segue.rules.RulesLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides on users with the live version and the draft, as of one instant. Safe for use by many threads. */
final class BothVersions {
    private static final int ACCOUNTS_KEPT = 20_000;

    private final Version live;
    private final Version draft;
    private final Instant asOf;
    private final Standings.View standing;
    private final List<Aspect> aspects;
    private final ChangedSheets changed;
    private final List<DecisionTable> priced;
    private final Duration perUser;
    private final Stop stop;

    /**
     * One version, and what it decides on.
     *
     * @param person the user as this version reads what was sent of it; from the user as the live version does
     */
    record Version(Playbook playbook, DecisionService decisions, Function<Person, Person> person, Figures accounts) {
        static Version of(Playbook playbook, DecisionService decisions, Function<Person, Person> person) {
            return new Version(playbook, decisions, person, new Figures());
        }
    }

    /** @param priced tables of the draft; {@code perUser} longer than that no decision may take */
    BothVersions(
            Version live,
            Version draft,
            Instant asOf,
            Standings.View standing,
            List<Aspect> aspects,
            ChangedSheets changed,
            List<DecisionTable> priced,
            Duration perUser,
            Stop stop) {
        this.live = live;
        this.draft = draft;
        this.asOf = asOf;
        this.standing = standing;
        this.aspects = aspects;
        this.changed = changed;
        this.priced = priced;
        this.perUser = perUser;
        this.stop = stop;
    }

    /** What came of a user; what goes wrong with one is an outcome too, or an order to stop. */
    UserOutcome of(Person person) {
        if (!live.playbook().rights().allowsProfiling(person)
                && !draft.playbook().rights().allowsProfiling(person)) return new LeftOut();
        var userId = person.userId();
        long begun = System.nanoTime();
        stop.deciding(userId);
        try {
            var outcome = decided(person);
            return System.nanoTime() - begun > perUser.toNanos()
                    ? new Failed("%s: the decisions took longer than %d s".formatted(userId, perUser.toSeconds()))
                    : outcome;
        } catch (RulesLoop e) {
            return fatal("%s: %s".formatted(userId, e.getMessage()));
        } catch (StackOverflowError e) {
            return new Failed(userId + ": the decision calls itself without end");
        } catch (OutOfMemoryError e) {
            return fatal(userId + ": memory ran out while it was decided on");
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return new Failed("%s: %s"
                    .formatted(userId, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } finally {
            stop.decided();
        }
    }

    /** Nobody else is to be tried with such a draft. */
    private Failed fatal(String detail) {
        stop.order(Rehearsal.State.FAILED, detail);
        return new Failed(detail);
    }

    private UserOutcome decided(Person person) {
        var before = decision(live, person, answers -> {});
        var matching = new ArrayList<@Nullable List<Rule>>(Collections.nCopies(priced.size(), null));
        Decision now;
        try {
            now = decision(draft, person, answers -> look(answers, matching));
        } catch (NoRowMatches e) {
            return new InGap(person.userId(), e.topic(), hits(matching, Set.of()));
        }
        return new Decided(
                person.userId(),
                Difference.between(before, now, aspects, changed),
                hits(matching, priced.isEmpty() ? Set.of() : TableCount.reasons(now)),
                new Sends(Sending.by(before), Sending.by(now)));
    }

    private Decision decision(Version version, Person person, Consumer<Answers> look) {
        var known = version.person().apply(person);
        var decisions = version.decisions();
        var account = version.accounts().of(known.accountId(), id -> decisions.account(id, asOf, version.playbook()));
        return Reasoner.decide(
                decisions.situation(known, asOf, account, standing, version.playbook()), version.playbook(), look);
    }

    private void look(Answers answers, List<@Nullable List<Rule>> matching) {
        for (int i = 0; i < priced.size(); i++)
            if (answers.told(priced.get(i))) matching.set(i, answers.matching(priced.get(i)));
    }

    private List<TableCount.@Nullable Hits> hits(List<@Nullable List<Rule>> matching, Set<String> reasons) {
        var hits = new ArrayList<TableCount.@Nullable Hits>(matching.size());
        for (int i = 0; i < matching.size(); i++) {
            var rows = matching.get(i);
            hits.add(rows == null ? null : TableCount.hits(priced.get(i), rows, reasons));
        }
        return hits;
    }

    /** What accounts add up to, those asked for lately. */
    static final class Figures {
        private final Map<String, Account> lately = new LinkedHashMap<>(16, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
                return size() > ACCOUNTS_KEPT;
            }
        };

        private Account of(@Nullable String accountId, Function<String, Account> count) {
            if (accountId == null) return Account.NONE;
            synchronized (lately) {
                var known = lately.get(accountId);
                if (known != null) return known;
            }
            // outside of the lock: it reads everyone in the account. Two that do so at once find the same
            var account = count.apply(accountId);
            synchronized (lately) {
                lately.put(accountId, account);
            }
            return account;
        }
    }
}
