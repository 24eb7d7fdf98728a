package io.segue.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Traits;
import io.segue.journal.RecordKey;
import io.segue.profiles.AccountProfile;
import io.segue.profiles.DefaultPlan;
import io.segue.profiles.EffectiveTraits;
import io.segue.profiles.Folding;
import io.segue.profiles.KeptMemories;
import io.segue.profiles.ListJournal;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamCasesTest {
    private static final int BATCH = 37;

    private final ListJournal journal = new ListJournal();
    private final Folding folding = new Folding(new DefaultPlan(), ZoneOffset.UTC);
    private final KeptMemories memories = new KeptMemories(folding, journal);
    private final Profiles profiles = new Profiles(memories, journal, folding);

    @Test
    void every_user_of_the_stream_has_the_traits_account_figures_metrics_and_milestones_expected() {
        var folder = StreamCases.folder();
        assumeTrue(folder.isPresent(), "no cases: point the system property segue.cases at the folder that holds them");
        journal.follow(memories);
        var events = StreamCases.events(folder.get());
        for (int from = 0; from < events.size(); from += BATCH)
            journal.append(events.subList(from, Math.min(from + BATCH, events.size())));

        var differences = new ArrayList<String>();
        int rows = 0;
        var byInstant = new TreeMap<Instant, List<JsonNode>>();
        for (var row : StreamCases.expected(folder.get()))
            byInstant
                    .computeIfAbsent(Instant.parse(row.get("asOf").asString()), any -> new ArrayList<>())
                    .add(row);
        for (var instant : byInstant.entrySet()) {
            var population = new Population(instant.getKey());
            for (var row : instant.getValue()) {
                rows++;
                differences.addAll(population.differences(row));
            }
        }

        System.out.printf(
                "stream: %.0f bytes a user's record, %d of %d rebuilt%n",
                memories.sizes().entrySet().stream()
                        .filter(size -> size.getKey().kind() == RecordKey.Kind.USER)
                        .mapToInt(Map.Entry::getValue)
                        .average()
                        .orElseThrow(),
                memories.rebuilt(),
                events.size());
        assertThat(differences).isEmpty();
        assertThat(rows).isEqualTo(600);
    }

    /** Everyone known at an instant. */
    private final class Population {
        private final Instant asOf;
        private final LocalDate date;
        private final Map<String, Person> people;
        private final Map<String, Metrics> metrics = new HashMap<>();
        private final Map<String, Account> accounts = new HashMap<>();

        Population(Instant asOf) {
            this.asOf = asOf;
            this.date = asOf.atZone(ZoneOffset.UTC).toLocalDate();
            this.people = new TreeMap<>(profiles.findAll(journal.users(null, null, Integer.MAX_VALUE), asOf));
            people.forEach((id, person) -> metrics.put(id, measure(person, Percentiles.NONE)));
        }

        private Metrics measure(Person person, Percentiles percentiles) {
            var signup = EffectiveTraits.of(person, ZoneOffset.UTC).signup();
            return Measure.of(person.ledger(), date, signup, StreamCases.CATALOGUE, percentiles);
        }

        List<String> differences(JsonNode row) {
            var id = row.get("userId").asString();
            var person = people.get(id);
            assertThat(person).as(id).isNotNull();
            var differences = new ArrayList<String>();
            var where = asOf + " " + id;
            compare(
                    where + " traits",
                    row.get("traits"),
                    shown(EffectiveTraits.of(person, ZoneOffset.UTC).traits()),
                    differences);
            compare(where + " account", row.get("account"), components(account(person.accountId())), differences);
            compare(where, row.get("metrics"), components(measure(person, percentiles(metrics.get(id)))), differences);
            var milestones = new TreeSet<String>();
            row.get("milestones").forEach(key -> milestones.add(key.asString()));
            if (!milestones.equals(person.ledger().milestones())) differences.add(where + " milestones");
            return differences;
        }

        private Account account(@Nullable String accountId) {
            if (accountId == null) return Account.NONE;
            return accounts.computeIfAbsent(accountId, id -> {
                var members =
                        profiles.account(id, asOf).map(AccountProfile::members).orElseThrow();
                var ofPeople = people.values().stream()
                        .filter(person -> id.equals(person.accountId()))
                        .map(Person::userId);
                assertThat(members).containsExactlyElementsOf(ofPeople.toList());
                return Measure.account(
                        members.stream()
                                .map(member -> people.get(member).ledger())
                                .toList(),
                        date);
            });
        }

        private Percentiles percentiles(Metrics own) {
            if (own.activeDays28d() < 1) return Percentiles.NONE;
            return new Percentiles(
                    below(own, Metrics::sessions28d),
                    below(own, Metrics::featureBreadth30d),
                    below(own, Metrics::contentCreated28d));
        }

        private double below(Metrics own, ToDoubleFunction<Metrics> figure) {
            var counted = metrics.values().stream()
                    .filter(other -> other.activeDays28d() >= 1)
                    .toList();
            long smaller = counted.stream()
                    .filter(other -> figure.applyAsDouble(other) < figure.applyAsDouble(own))
                    .count();
            return 100.0 * smaller / counted.size();
        }
    }

    private static void compare(String where, JsonNode expected, Map<String, Object> actual, List<String> differences) {
        expected.properties().forEach(field -> {
            var value = actual.get(field.getKey());
            boolean same = field.getValue().isNumber()
                    ? value instanceof Number number
                            && Math.abs(number.doubleValue() - field.getValue().asDouble()) <= 1e-6
                    : field.getValue().isNull()
                            ? value == null
                            : field.getValue().asString().equals(String.valueOf(value));
            if (!same)
                differences.add("%s %s: expected %s, was %s".formatted(where, field.getKey(), field.getValue(), value));
        });
    }

    private static Map<String, Object> shown(Traits traits) {
        var shown = components(traits);
        shown.put("plan", traits.plan().label());
        return shown;
    }

    private static Map<String, Object> components(Record fact) {
        var values = new HashMap<String, Object>();
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(fact));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }
}
