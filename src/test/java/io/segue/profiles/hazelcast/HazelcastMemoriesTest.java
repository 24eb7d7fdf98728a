package io.segue.profiles.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.journal.NotAWriter;
import io.segue.journal.RecordKey;
import io.segue.journal.jdbc.OpenJournal;
import io.segue.profiles.Folding;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import io.segue.profiles.RandomStream;
import io.segue.profiles.Signal;
import io.segue.support.Checkout;
import io.segue.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazelcastMemoriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate DATE = LocalDate.parse("2026-03-01");

    private final String cluster = "test-" + UUID.randomUUID();
    private final List<HazelcastInstance> members = new ArrayList<>();
    private final Folding folding = new Folding(Checkout.plan(), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private OpenJournal open;
    private OpenJournal other;
    private Journal journal;
    private volatile Journal.Follower follower = HazelcastMemoriesTest::untold;

    @BeforeEach
    void open() {
        open = new OpenJournal(directory);
        journal = open.journal;
        journal.follow(new Journal.Follower() {
            @Override
            public CompletionStage<?> follow(List<Entry> committed) {
                return follower.follow(committed);
            }

            @Override
            public CompletionStage<?> takenOut(Collection<RecordKey> keys, long seq) {
                return follower.takenOut(keys, seq);
            }
        });
    }

    @AfterEach
    void close() {
        open.close();
        if (other != null) other.close();
        members.forEach(HazelcastInstance::shutdown);
    }

    @Test
    void a_record_is_read_from_the_journal_once_and_keeps_up_from_then_on() {
        var memories = memories(member(List.of()));
        append(use(1, "u"));
        follower = memories;
        long reads = open.connectionsTaken();

        assertThat(uses(memories, "u")).isEqualTo(1);
        append(use(2, "u"), use(3, "u"));
        assertThat(uses(memories, "u")).isEqualTo(3);
        assertThat(uses(memories, "u")).isEqualTo(3);
        assertThat(open.connectionsTaken()).isEqualTo(reads + 1);
    }

    @Test
    void entries_delivered_again_or_out_of_order_count_once() {
        var memories = memories(member(List.of()));
        var late = new ArrayList<List<Entry>>();
        follower = committed -> {
            late.add(committed);
            return untold(committed);
        };
        append(use(1, "u"));
        assertThat(uses(memories, "u")).isEqualTo(1);
        for (int i = 2; i <= 5; i++) append(use(i, "u"));

        for (int i : new int[] {0, 1, 3, 2, 4, 4, 1})
            memories.follow(late.get(i)).toCompletableFuture().join();

        assertThat(uses(memories, "u")).isEqualTo(5);
    }

    @Test
    void ids_that_nobody_sent_leave_nothing_behind() {
        var member = member(List.of());
        var memories = memories(member);

        assertThat(profiles(memories).find("stranger", NOON)).isEmpty();

        assertThat(member.getMap(HazelcastMemories.MAP).size()).isZero();
    }

    @Test
    void loads_that_race_with_commits_neither_lose_nor_repeat_an_event() throws Exception {
        var member = member(List.of());
        var memories = memories(member);
        follower = memories;
        var users = List.of("u0", "u1", "u2");
        int each = 500;
        var stop = new AtomicBoolean();
        var wrong = new ConcurrentLinkedQueue<String>();
        var threads = Executors.newFixedThreadPool(5);

        for (var user : users)
            threads.submit(() -> {
                for (int i = 1; i <= each; i++) {
                    append(use(i, user));
                    // what was acknowledged is seen by whoever asks next
                    if (i % 20 == 0 && uses(memories, user) != i) wrong.add("%s after %d".formatted(user, i));
                }
            });
        var reader = threads.submit(() -> {
            var random = new Random(7);
            while (!stop.get()) uses(memories, users.get(random.nextInt(users.size())));
        });
        var forgetter = threads.submit(() -> {
            while (!stop.get())
                member.<String, Cell>getMap(HazelcastMemories.MAP).executeOnEntries(new Forget(0));
        });
        threads.shutdown();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> journal.count() == (long) each * users.size());
        stop.set(true);
        reader.get();
        forgetter.get();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(wrong).isEmpty();
        for (var user : users) assertThat(uses(memories, user)).as(user).isEqualTo(each);
    }

    @Test
    void people_are_the_same_as_those_the_journal_tells_of() {
        var member = member(List.of());
        var memories = memories(member);
        follower = memories;
        var stream = new RandomStream("", 99, 200, true);
        var events = stream.events(150);
        for (int from = 0; from < events.size(); from += 7) {
            append(events.subList(from, Math.min(from + 7, events.size())).toArray(Event[]::new));
            profiles(memories).findAll(stream.users(), stream.instant(events));
        }

        var asOf = Instant.parse("2030-01-01T00:00:00Z");
        var kept = profiles(memories).findAll(stream.users(), asOf);
        member.getMap(HazelcastMemories.MAP).clear();
        var told = profiles(memories).findAll(stream.users(), asOf);

        assertThat(kept.keySet()).isEqualTo(told.keySet());
        told.forEach((id, person) -> assertThat(summary(kept.get(id))).isEqualTo(summary(person)));
    }

    /** Two processes have a journal each, on one database. */
    @Test
    void another_member_sees_the_same_and_goes_on_alone_when_one_dies() {
        open.close();
        var url = Postgres.shared().database(cluster);
        open = new OpenJournal(directory, url);
        other = new OpenJournal(directory, url);
        var port = 20_000 + new Random().nextInt(20_000);
        var all = List.of("127.0.0.1:" + port, "127.0.0.1:" + (port + 1));
        var first = member(port, all, open);
        var second = member(port + 1, all, other);
        Awaitility.await().until(() -> second.getCluster().getMembers().size() == 2);
        var there = new HazelcastMemories(second, other.journal, other.writers, folding);
        var here = new HazelcastMemories(first, open.journal, open.writers, folding);
        journal = open.journal;
        journal.follow(committed -> follower.follow(committed));
        other.journal.follow(there);
        follower = here;
        for (int i = 0; i < 40; i++) uses(there, "u" + i);
        for (int i = 0; i < 40; i++) append(use(1, "u" + i));
        for (int i = 0; i < 40; i++) assertThat(uses(there, "u" + i)).isEqualTo(1);
        for (int i = 0; i < 40; i++) append(use(2, "u" + i));
        for (int i = 0; i < 40; i++) assertThat(uses(there, "u" + i)).isEqualTo(2);

        // committed, but the member dies before it tells the others
        follower = HazelcastMemoriesTest::untold;
        for (int i = 0; i < 40; i++) append(use(3, "u" + i));
        // a sender that had no answer tries another member, and what that one says counts must count
        for (int i = 0; i < 10; i++) {
            var again = other.journal
                    .append(List.of(use(3, "u" + i)))
                    .toCompletableFuture()
                    .join();
            assertThat(again.duplicates()).isEqualTo(1);
            assertThat(uses(there, "u" + i)).isEqualTo(3);
        }
        first.getLifecycleService().terminate();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (int i = 0; i < 40; i++) assertThat(uses(there, "u" + i)).isEqualTo(3);
        });
        // it is not dead, only lost: what it has left to say nobody would hear
        assertThatThrownBy(() -> append(use(4, "u0"))).hasCauseInstanceOf(NotAWriter.class);
        other.journal.append(List.of(use(4, "u0"))).toCompletableFuture().join();
        assertThat(uses(there, "u0")).isEqualTo(4);
    }

    /** Every decision after an event read the journal for six minutes. */
    @Test
    void memory_answers_from_the_very_instant_of_the_latest_event_on() {
        var memories = memories(member(List.of()));
        follower = memories;
        append(use(1, "u"), use(2, "u"));
        var profiles = profiles(memories);
        profiles.find("u", NOON.plusSeconds(2));
        append(use(3, "u"));
        long reads = open.connectionsTaken();

        assertThat(profiles.find("u", NOON.plusSeconds(3))
                        .orElseThrow()
                        .ledger()
                        .activities(DATE, DATE))
                .isEqualTo(3);
        assertThat(open.connectionsTaken()).isEqualTo(reads);

        assertThat(profiles.find("u", NOON.plusSeconds(3).minusMillis(1))
                        .orElseThrow()
                        .ledger()
                        .activities(DATE, DATE))
                .as("only the journal knows")
                .isEqualTo(2);
        assertThat(open.connectionsTaken()).isEqualTo(reads + 1);
    }

    @Test
    void a_record_with_many_events_is_loaded_from_its_digest_and_what_came_after() {
        var member = member(List.of());
        var memories = memories(member);
        follower = memories;
        append(IntStream.rangeClosed(1, 100).mapToObj(i -> use(i, "u")).toArray(Event[]::new));
        assertThat(uses(memories, "u")).isEqualTo(100);
        Awaitility.await().until(() -> slice("u").digest() != null);
        append(use(101, "u"));

        assertThat(slice("u").entries()).hasSize(1);
        member.getMap(HazelcastMemories.MAP).clear();
        assertThat(uses(memories, "u")).isEqualTo(101);
        assertThat(member.<String, Cell>getMap(HazelcastMemories.MAP).get("u:u").undigested())
                .isEqualTo(1);

        // those that come while the record is held are digested too
        append(IntStream.rangeClosed(102, 140).mapToObj(i -> use(i, "u")).toArray(Event[]::new));
        Awaitility.await().until(() -> slice("u").entries().isEmpty());
        assertThat(uses(memories, "u")).isEqualTo(140);
    }

    @Test
    void what_was_erased_is_in_no_memory_and_in_no_digest() {
        var member = member(List.of());
        var memories = memories(member);
        follower = memories;
        append(IntStream.rangeClosed(1, 50).mapToObj(i -> use(i, "u")).toArray(Event[]::new));
        append(use(1, "v"));
        assertThat(uses(memories, "u")).isEqualTo(50);
        Awaitility.await().until(() -> slice("u").digest() != null);

        assertThat(journal.erase(List.of(RecordKey.user("u")))).isEqualTo(50);

        assertThat(profiles(memories).find("u", NOON.plusSeconds(40_000))).isEmpty();
        assertThat(slice("u").digest()).isNull();
        append(use(1, "u"), use(51, "u"));
        assertThat(uses(memories, "u")).as("sent again, and new").isEqualTo(1);
        assertThat(uses(memories, "v")).isEqualTo(1);
    }

    private Journal.Slice slice(String userId) {
        var key = RecordKey.user(userId);
        return Objects.requireNonNull(
                journal.readOn(List.of(key), folding.version()).get(key));
    }

    private void append(Event... events) {
        journal.append(List.of(events)).toCompletableFuture().join();
    }

    private static CompletionStage<?> untold(List<Entry> committed) {
        return CompletableFuture.completedStage(null);
    }

    private HazelcastInstance member(List<String> others) {
        return member(20_000 + new Random().nextInt(20_000), others, open);
    }

    private HazelcastInstance member(int port, List<String> others, OpenJournal writing) {
        var member = Member.start(HazelcastSettings.among(cluster, port, others), writing.writers.self());
        members.add(member);
        return member;
    }

    private HazelcastMemories memories(HazelcastInstance member) {
        return new HazelcastMemories(member, journal, open.writers, folding);
    }

    private Profiles profiles(HazelcastMemories memories) {
        return new Profiles(memories, journal, folding);
    }

    private int uses(HazelcastMemories memories, String userId) {
        return profiles(memories)
                .find(userId, NOON.plusSeconds(40_000))
                .map(person -> person.ledger().count(Signal.Kind.FEATURE, DATE, DATE))
                .orElse(0);
    }

    private static String summary(Person person) {
        var from = LocalDate.parse("2020-01-01");
        var to = LocalDate.parse("2030-01-01");
        return "%s %s %s %d %d %s"
                .formatted(
                        person.traits(),
                        person.accountId(),
                        person.accountTraits(),
                        person.ledger().sessionsEver(),
                        person.ledger().activities(from, to),
                        person.ledger().milestones());
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
}
