package io.segue.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.facts.Metrics;
import io.segue.journal.Event;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import io.segue.profiles.RandomStream;
import io.segue.profiles.Signal;
import io.segue.profiles.SignalReader;
import io.segue.support.Checkout;
import io.segue.support.RealProfiles;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the order, the repetitions and the batches that events come in, the answers are those of a naive reading of them all. */
class OracleTest {
    private static final SignalReader PLAN = Checkout.plan();
    private static final FeatureCatalogue CATALOGUE = Checkout.catalogue();

    /** Users are asked for once in about so many batches. */
    private static final int ASKED_EVERY = 20;

    @TempDir
    private static Path directory;

    private static RealProfiles real;

    @BeforeAll
    static void open() {
        real = RealProfiles.in(directory);
    }

    @AfterAll
    static void close() {
        real.close();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 3, 2500, 500, false, UTC",
        "1, 40, 60, 30, true, UTC",
        "2, 20, 60, 90, false, America/New_York",
        "3, 30, 60, 20, true, Asia/Kolkata",
        "4, 10, 1100, 120, false, UTC",
        "5, 15, 1100, 60, true, Pacific/Auckland",
        "6, 20, 2000, 40, false, Europe/Berlin",
    })
    void answers_equal_those_of_the_oracle(long seed, int streams, int days, int bursts, boolean tangled, ZoneId zone) {
        var profiles = real.profiles(zone);
        for (int stream = 0; stream < streams; stream++)
            check(profiles, seed * 100_000 + stream, days, bursts, tangled, zone);
    }

    private static void check(Profiles profiles, long seed, int days, int bursts, boolean tangled, ZoneId zone) {
        var stream = new RandomStream(seed + "-", seed, days, tangled);
        var events = stream.events(bursts);
        var random = new Random(seed);
        int stored = 0;
        for (var batch : batches(events, random)) {
            stored += real.append(batch).stored();
            // a record is kept up to date only once it was asked for
            if (random.nextInt(ASKED_EVERY) == 0) profiles.findAll(stream.users(), stream.instant(events));
        }
        assertThat(stored).isEqualTo(events.size());

        for (int i = 0; i < 8; i++) {
            var asOf = stream.instant(events);
            var oracle = new Oracle(events, PLAN, zone, asOf);
            var canonical = new ArrayList<String>();
            for (var userId : stream.users()) {
                var where = "seed %d, %s as of %s".formatted(seed, userId, asOf);
                var person = profiles.find(userId, asOf);
                assertThat(person.isPresent()).as(where).isEqualTo(oracle.knows(userId));
                if (person.isEmpty()) continue;
                if (oracle.canonical(userId).equals(userId)) canonical.add(userId);
                compare(where, person.get(), oracle, oracle.canonical(userId), zone, asOf);
            }
            assertThat(profiles.findAll(stream.users(), asOf).keySet()).containsExactlyInAnyOrderElementsOf(canonical);
            for (var accountId : stream.accounts())
                profiles.account(accountId, asOf).ifPresent(account -> {
                    var where = "seed %d, %s as of %s".formatted(seed, accountId, asOf);
                    assertThat(account.members()).as(where).isEqualTo(oracle.members(accountId));
                    assertThat(account.traits()).as(where).isEqualTo(oracle.accountTraits(accountId));
                });
        }
    }

    private static void compare(String where, Person person, Oracle oracle, String userId, ZoneId zone, Instant asOf) {
        var date = asOf.atZone(zone).toLocalDate();
        assertThat(person.userId()).as(where).isEqualTo(userId);
        assertThat(person.traits()).as(where).isEqualTo(oracle.traits(userId));
        assertThat(person.accountId()).as(where).isEqualTo(oracle.account(userId));
        assertThat(person.accountTraits())
                .as(where)
                .isEqualTo(oracle.accountTraits(String.valueOf(person.accountId())));
        assertThat(person.everPaid()).as(where).isEqualTo(oracle.everPaid(userId));
        assertThat(person.firstEvent()).as(where).isEqualTo(oracle.first(userId));
        assertThat(person.ledger().milestones()).as(where).isEqualTo(oracle.keys(userId, Signal.Kind.MILESTONE));
        assertThat(person.ledger().featuresEver()).as(where).isEqualTo(oracle.keys(userId, Signal.Kind.FEATURE));
        for (var kind : List.of(Signal.Kind.ACTION_DISMISSED, Signal.Kind.ACTION_CONVERTED))
            assertThat(person.ledger().daysSince(kind, "api", date).orElse(-1))
                    .as(where)
                    .isEqualTo(oracle.daysSince(userId, kind, "api"));
        var signup = person.firstEvent().atZone(zone).toLocalDate();
        var measured = Measure.of(person.ledger(), date, signup, CATALOGUE, Percentiles.NONE);
        assertThat(values(measured)).as(where).isEqualTo(values(oracle.metrics(userId, CATALOGUE)));
    }

    /** All of the events in some order, some of them several times, in calls of some size. */
    private static List<List<Event>> batches(List<Event> events, Random random) {
        var sent = new ArrayList<>(events);
        for (int i = 0; i < events.size() / 10; i++) sent.add(events.get(random.nextInt(events.size())));
        if (random.nextInt(4) > 0) Collections.shuffle(sent, random);
        else sent.sort(Comparator.comparing(Event::timestamp));
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < sent.size(); ) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(20));
            batches.add(sent.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** By name; fractions to nine places. */
    static TreeMap<String, String> values(Metrics metrics) {
        var values = new TreeMap<String, String>();
        for (var component : Metrics.class.getRecordComponents()) {
            try {
                var value = component.getAccessor().invoke(metrics);
                values.put(
                        component.getName(),
                        value instanceof Double number ? "%.9f".formatted(number) : String.valueOf(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }
}
