package io.segue.decisions;

import io.segue.decisions.DataTerms.Consent;
import io.segue.decisions.DataTerms.Prohibited;
import io.segue.decisions.DataTerms.Silence;
import io.segue.decisions.Decision.Reason;
import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Traits;
import io.segue.profiles.Person;
import io.segue.rules.Source;
import io.segue.tables.KnowledgeFiles;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says what may be used of whom, and tells why not: the one place where prohibited attributes and consent are looked at.
 * Every decision passes {@link #permitted}, whoever asked for it. Immutable, and nothing here reads a clock or a store.
 */
public final class DataRights {
    /** Parts of the facts that hold what users are and did; the others hold what was concluded. */
    static final Set<String> PARTS = Set.of("traits", "metrics", "account");

    private static final Situation NOBODY = Situation.unknown("nobody", Instant.EPOCH);

    private final DataTerms terms;
    private final Map<String, Prohibited> prohibited = new LinkedHashMap<>();
    private final Withholding<Traits> traits;
    private final Withholding<Metrics> metrics;
    private final Withholding<Account> account;

    /** Decides by those terms. */
    public DataRights(DataTerms terms) {
        this.terms = terms;
        for (var entry : terms.prohibited()) prohibited.put(folded(entry.attribute()), entry);
        traits = new Withholding<>("traits", NOBODY.traits(), this::listed);
        metrics = new Withholding<>("metrics", NOBODY.metrics(), this::listed);
        account = new Withholding<>("account", NOBODY.account(), this::listed);
    }

    public DataTerms terms() {
        return terms;
    }

    // what may not be used of anybody

    /** The entry of the list that prohibits an attribute, which is named with its part; empty for one that may be used. */
    Optional<Prohibited> prohibiting(String attribute) {
        var dot = attribute.indexOf('.');
        if (dot < 0 || !PARTS.contains(attribute.substring(0, dot))) return Optional.empty();
        return Optional.ofNullable(prohibited.get(folded(attribute)))
                .or(() -> prohibitingName(attribute.substring(dot + 1)));
    }

    /** The same for what goes by a plain name, such as a property of an event. */
    Optional<Prohibited> prohibitingName(String name) {
        return Optional.ofNullable(prohibited.get(folded(name)));
    }

    private List<String> listed(Set<String> attributes) {
        return attributes.stream()
                .flatMap(attribute -> prohibiting(attribute).stream())
                .map(Prohibited::attribute)
                .distinct()
                .toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What was sent of a user or an account, without the traits that may not be used. */
    public Map<String, Object> usable(Map<String, Object> sent) {
        if (sent.keySet().stream().noneMatch(this::prohibitedTrait)) return sent;
        var usable = new HashMap<>(sent);
        usable.keySet().removeIf(this::prohibitedTrait);
        return usable;
    }

    private boolean prohibitedTrait(String name) {
        return prohibiting("traits." + name).isPresent();
    }

    /** The person without the traits that may not be used. */
    public Person usable(Person person) {
        var own = usable(person.traits());
        var accounts = usable(person.accountTraits());
        return own == person.traits() && accounts == person.accountTraits()
                ? person
                : new Person(
                        person.userId(),
                        person.ledger(),
                        own,
                        person.accountId(),
                        accounts,
                        person.everPaid(),
                        person.firstEvent(),
                        person.notices());
    }

    /** The figures without those that may not be used. */
    public Account usable(Account figures) {
        return account.from(figures, new TreeSet<>());
    }

    // what each user allows

    /** Whether what is known of the user may be used. */
    public boolean allowsProfiling(Person person) {
        var consent = terms.consent().profiling();
        return person.traits().get(consent.trait()) == null
                ? consent.whenAbsent() == Silence.ALLOWED
                : person.flag(consent.trait()).orElse(false);
    }

    /** What may be done with what is known of the person, before anything was left out of it. */
    Permissions permissions(Person person) {
        var trait = terms.consent().profiling().trait();
        var flag = person.flag(trait);
        var said = flag.isPresent() ? flag.get() : person.traits().get(trait);
        var withheld = new TreeSet<String>();
        for (var sent : List.of(person.traits(), person.accountTraits()))
            for (var name : sent.keySet())
                prohibiting("traits." + name).ifPresent(entry -> withheld.add(entry.attribute()));
        return new Permissions(allowsProfiling(person), said, List.copyOf(withheld));
    }

    /**
     * What may be decided on.
     *
     * @param why reasons for what was left out; empty when nothing was
     */
    record Permitted(Situation situation, List<Reason> why) {}

    /**
     * Leaves out what may not be used. Of a user who refuses profiling nothing remains but what became of earlier proposals: to
     * let a dismissed one rest is to respect a wish.
     */
    Permitted permitted(Situation known) {
        if (!known.permissions().profiling()) return unprofiled(known);
        var withheld = new TreeSet<>(known.permissions().withheld());
        var situation = new Situation(
                known.userId(),
                known.asOf(),
                metrics.from(known.metrics(), withheld),
                traits.from(known.traits(), withheld),
                account.from(known.account(), withheld),
                known.accountId(),
                known.milestones(),
                known.recommendations(),
                known.contacts(),
                known.notices(),
                known.permissions());
        return withheld.isEmpty()
                ? new Permitted(known, List.of())
                : new Permitted(
                        situation,
                        List.of(new Reason(
                                "dataRights.withheld",
                                List.copyOf(withheld),
                                "data-rights/prohibited",
                                line(firstLine(withheld)),
                                Map.of())));
    }

    private @Nullable Integer firstLine(Set<String> attributes) {
        return terms.prohibited().stream()
                .filter(entry -> attributes.contains(entry.attribute()))
                .map(Prohibited::line)
                .findFirst()
                .orElse(null);
    }

    private Permitted unprofiled(Situation known) {
        var consent = terms.consent().profiling();
        var said = known.permissions().said();
        var notices = said == null || said instanceof Boolean
                ? List.<String>of()
                : List.of("trait %s is \"%s\", not true or false: counts as refused".formatted(consent.trait(), said));
        return new Permitted(
                new Situation(
                        known.userId(),
                        known.asOf(),
                        NOBODY.metrics(),
                        NOBODY.traits(),
                        NOBODY.account(),
                        NOBODY.accountId(),
                        NOBODY.milestones(),
                        NOBODY.recommendations(),
                        known.contacts(),
                        notices,
                        known.permissions()),
                List.of(refused("consent.profiling", "profiling", consent, said)));
    }

    /** Why the user may not be reached by email; empty when the user agreed to it. */
    Optional<Reason> refusesMarketing(Situation situation) {
        var decision = "actions.emailCampaign.allowed";
        var permissions = situation.permissions();
        if (!permissions.profiling())
            return Optional.of(refused(decision, "profiling", terms.consent().profiling(), permissions.said()));
        return situation.traits().marketingConsent()
                ? Optional.empty()
                : Optional.of(refused(decision, "marketing", terms.consent().marketing(), false));
    }

    private static Reason refused(String decision, String purpose, Consent consent, @Nullable Object said) {
        return new Reason(
                decision,
                false,
                "data-rights/consent/" + purpose,
                line(consent.line()),
                Collections.<String, @Nullable Object>singletonMap(consent.trait(), said));
    }

    private static Source line(@Nullable Integer line) {
        return new Source(KnowledgeFiles.DATA_RIGHTS, null, line);
    }
}
