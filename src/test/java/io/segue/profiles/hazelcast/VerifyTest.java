package io.segue.profiles.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.RecordKey;
import io.segue.journal.jdbc.OpenJournal;
import io.segue.profiles.Folding;
import io.segue.profiles.Profiles;
import io.segue.profiles.RandomStream;
import io.segue.profiles.Signal;
import io.segue.support.Checkout;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private final Folding folding = new Folding(Checkout.plan(), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private OpenJournal open;
    private HazelcastInstance member;
    private Profiles profiles;

    @BeforeEach
    void open() {
        open = new OpenJournal(directory);
        member = Member.start(
                HazelcastSettings.alone("test-" + UUID.randomUUID(), 20_000 + new Random().nextInt(20_000)),
                open.writers.self());
        var memories = new HazelcastMemories(member, open.journal, open.writers, folding);
        open.journal.follow(memories);
        profiles = new Profiles(memories, open.journal, folding);
    }

    @AfterEach
    void close() {
        open.close();
        member.shutdown();
    }

    @Test
    void a_record_that_went_wrong_is_found_and_made_anew() {
        append(use(1, "u"), use(1, "v"), use(2, "v"), use(1, "w"));
        uses("u");
        uses("v");
        cells().put("u:u", Objects.requireNonNull(cells().get("u:v")));
        assertThat(uses("u")).isEqualTo(2);

        var verified = profiles.verify(List.of("u", "v", "w"));

        assertThat(verified).isEqualTo(new Profiles.Verified(3, List.of("u"), 1));
        assertThat(uses("u")).isEqualTo(1);
        assertThat(profiles.repaired()).isEqualTo(1);
        assertThat(profiles.verify(List.of("u", "v", "w")).different()).isEmpty();
    }

    @Test
    void a_digest_that_went_wrong_is_found_and_made_anew() {
        append(IntStream.rangeClosed(1, 5).mapToObj(i -> use(i, "u")).toArray(Event[]::new));
        var key = RecordKey.user("u");
        var slice = Objects.requireNonNull(open.journal.read(List.of(key), null).get(key));
        var wrong = folding.kept(key, slice.entries().subList(0, 2));
        open.journal.keep(Map.of(
                key,
                new Journal.Digest(
                        slice.through(), wrong.version(), wrong.memory().packed())));
        cells().clear();
        assertThat(uses("u")).isEqualTo(2);

        assertThat(profiles.verify(List.of("u"))).isEqualTo(new Profiles.Verified(1, List.of("u"), 1));

        assertThat(uses("u")).isEqualTo(5);
        cells().clear();
        assertThat(uses("u")).isEqualTo(5);
    }

    @Test
    void users_that_only_one_of_both_knows_are_different() {
        append(use(1, "known"), use(1, "model"));
        uses("known");
        uses("model");
        cells().put("u:stranger", Objects.requireNonNull(cells().get("u:model")));
        cells().put("u:known", emptied(Objects.requireNonNull(cells().get("u:known"))));
        assertThat(uses("stranger")).isEqualTo(1);
        assertThat(uses("known")).isZero();

        var verified = profiles.verify(List.of("stranger", "known", "nobody"));

        assertThat(verified).isEqualTo(new Profiles.Verified(3, List.of("stranger", "known"), 2));
        assertThat(profiles.find("stranger", LATER)).isEmpty();
        assertThat(uses("known")).isEqualTo(1);
    }

    @Test
    void an_account_that_lost_a_member_is_found_by_each_of_its_users() {
        append(join("ann", "acme"), join("ben", "acme"), join("cem", "other"));
        assertThat(profiles.account("acme", LATER).orElseThrow().members()).containsExactly("ann", "ben");
        profiles.account("other", LATER);
        cells().put("g:acme", Objects.requireNonNull(cells().get("g:other")));

        var verified = profiles.verify(List.of("ann", "ben", "cem"));

        assertThat(verified).isEqualTo(new Profiles.Verified(3, List.of("ann", "ben"), 2));
        assertThat(profiles.account("acme", LATER).orElseThrow().members()).containsExactly("ann", "ben");
    }

    @Test
    void what_memory_let_go_of_a_long_history_is_no_difference() {
        var events = new ArrayList<Event>();
        var random = new Random(3);
        for (int day = 0; day < 1_500; day += 1 + random.nextInt(12))
            for (var user : List.of("old", "visitor"))
                events.add(new Event(
                        user + day,
                        random.nextInt(5) == 0 ? EventType.PAGE : EventType.TRACK,
                        user.equals("old") ? "old" : null,
                        user.equals("old") ? null : "visitor",
                        null,
                        null,
                        random.nextBoolean() ? "Feature Used" : "Payment Failed",
                        NOON.plusSeconds(86_400L * day + random.nextInt(40_000)),
                        NOON.plusSeconds(86_400L * 2_000),
                        Map.of("feature", "f" + random.nextInt(4)),
                        Map.of()));
        for (int from = 0; from < events.size(); from += 50) {
            append(events.subList(from, Math.min(from + 50, events.size())).toArray(Event[]::new));
            profiles.find("old", LATER);
        }

        assertThat(profiles.verify(List.of("old")).different()).isEmpty();
        var at = NOON.plusSeconds(86_400L * 1_900);
        append(new Event(
                "link",
                EventType.IDENTIFY,
                "old",
                "visitor",
                null,
                null,
                null,
                at,
                at,
                Map.of(),
                Map.of("plan", "pro")));
        assertThat(profiles.verify(List.of("old")).different()).isEmpty();
    }

    @Test
    void what_comes_in_meanwhile_is_no_difference() throws Exception {
        var stream = new RandomStream("", 7, 40, true);
        var events = stream.events(400);
        var done = new AtomicBoolean();
        var sender = Executors.newSingleThreadExecutor();
        var sent = sender.submit(() -> {
            for (int from = 0; from < events.size(); from += 3)
                append(events.subList(from, Math.min(from + 3, events.size())).toArray(Event[]::new));
            done.set(true);
        });

        int rounds = 0;
        while (!done.get() || rounds < 2) {
            assertThat(profiles.verify(stream.users()).different()).isEmpty();
            rounds++;
        }
        sent.get();
        sender.shutdown();
        assertThat(profiles.verify(stream.users()).different()).isEmpty();
    }

    private Map<String, Cell> cells() {
        return member.getMap(HazelcastMemories.MAP);
    }

    private Cell emptied(Cell cell) {
        var nothing = folding.kept(RecordKey.user("known"), List.of());
        return new Cell(
                cell.loaded(),
                cell.through(),
                0,
                cell.version(),
                nothing.memory().packed());
    }

    private int uses(String userId) {
        return profiles.find(userId, LATER)
                .map(person -> person.ledger()
                        .count(Signal.Kind.FEATURE, LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-01")))
                .orElse(0);
    }

    private void append(Event... events) {
        open.journal.append(List.of(events)).toCompletableFuture().join();
    }

    private static Event use(int number, String userId) {
        var at = NOON.plusSeconds(number);
        return new Event(
                userId + "-" + number,
                EventType.TRACK,
                userId,
                null,
                null,
                null,
                "Feature Used",
                at,
                at,
                Map.of("feature", "api"),
                Map.of());
    }

    private static Event join(String userId, String accountId) {
        return new Event(
                userId + " joins " + accountId,
                EventType.GROUP,
                userId,
                null,
                null,
                accountId,
                null,
                NOON,
                NOON,
                Map.of(),
                Map.of("plan", "pro"));
    }
}
