package io.segue.journal.jdbc;

import static io.segue.journal.RecordKey.account;
import static io.segue.journal.RecordKey.anonymous;
import static io.segue.journal.RecordKey.user;
import static io.segue.journal.jdbc.OpenJournal.NOON;
import static io.segue.journal.jdbc.OpenJournal.event;
import static io.segue.journal.jdbc.OpenJournal.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.journal.Entry;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal.Appended;
import io.segue.journal.Journal.Slice;
import io.segue.journal.JournalFull;
import io.segue.journal.JournalUnavailable;
import io.segue.journal.RecordKey;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal promises, on either database. */
abstract class JournalPromises {
    @TempDir
    Path directory;

    OpenJournal open;

    /** Of the PostgreSQL database; null for SQLite. */
    abstract String url();

    @BeforeEach
    void open() {
        open = new OpenJournal(directory, url());
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void an_event_comes_back_as_it_went_in() throws Exception {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("text", "Zoë ✓ 🎈 \" \\ \n");
        properties.put(
                "numbers", List.of(1, 5_000_000_000L, 0.1, 1e22, new BigInteger("123456789012345678901234567890")));
        properties.put("nothing", null);
        properties.put("deep", Map.of("list", List.of(true, Map.of())));
        var page = new Event("m1", EventType.PAGE, "u", "a", null, null, "Pricing", NOON, NOON, properties, Map.of());
        var traits = new HashMap<String, Object>();
        traits.put("plan", null);
        var identify = event("m2", EventType.IDENTIFY, "u", "a", null, null, traits);
        var group = event("m3", EventType.GROUP, "u", "a", null, "g", Map.of("arr", 0));
        var alias = event("m4", EventType.ALIAS, "u", "a", "old", null, Map.of());
        var visit = event("m5", EventType.SCREEN, null, "a", null, null, Map.of());
        open.append(page, identify, group, alias, visit);

        assertThat(events(user("u"))).containsExactly(page, identify, group, alias);
        assertThat(events(anonymous("a"))).containsExactly(identify, visit);
    }

    @Test
    void a_record_holds_every_event_that_speaks_of_it_and_no_other() throws Exception {
        var events = new Event[] {
            track("m1", "x"),
            event("m2", EventType.TRACK, null, "x", null, null, Map.of()),
            event("m3", EventType.IDENTIFY, "y", "x", null, null, Map.of()),
            event("m4", EventType.ALIAS, "y", null, "x", null, Map.of()),
            event("m5", EventType.GROUP, "y", null, null, "x", Map.of()),
            event("m6", EventType.ALIAS, "x", null, "x", null, Map.of()),
            event("m7", EventType.TRACK, "z", "x", null, null, Map.of()),
        };
        open.append(events);

        for (var key : List.of(user("x"), anonymous("x"), account("x"), user("y"), user("z"), user("nobody"))) {
            var belonging = Arrays.stream(events)
                    .filter(event -> RecordKey.of(event).contains(key))
                    .toList();
            assertThat(events(key)).as("%s", key).isEqualTo(belonging);
        }
    }

    @Test
    void five_hundred_records_and_more_are_read_at_once_and_unknown_ones_are_empty() throws Exception {
        open.append(
                IntStream.range(0, 700).mapToObj(i -> track("m" + i, "u" + i)).toArray(Event[]::new));

        var slices = open.journal.read(
                IntStream.range(0, 1200).mapToObj(i -> user("u" + i)).toList(), null);

        assertThat(slices).hasSize(1200);
        assertThat(slices.get(user("u699")).entries()).hasSize(1);
        assertThat(slices.get(user("u700")).entries()).isEmpty();
        assertThat(slices.values()).extracting(Slice::through).containsOnly(700L);
    }

    @Test
    void until_leaves_out_what_happened_later() throws Exception {
        open.append(track("m1", "u"));

        assertThat(open.journal.read(List.of(user("u")), NOON).get(user("u")).entries())
                .hasSize(1);
        assertThat(open.journal
                        .read(List.of(user("u")), NOON.minusMillis(1))
                        .get(user("u"))
                        .entries())
                .isEmpty();
        assertThat(open.journal
                        .read(List.of(user("u")), Instant.MAX)
                        .get(user("u"))
                        .entries())
                .hasSize(1);
    }

    @Test
    void a_message_is_kept_once_within_a_call_across_calls_and_across_a_restart() throws Exception {
        assertThat(open.append(track("m1", "u"), track("m1", "v"), track("m2", "u")))
                .isEqualTo(new Appended(2, 1));
        assertThat(open.append(track("m2", "u"), track("m3", "u"))).isEqualTo(new Appended(1, 1));
        open.close();
        open = new OpenJournal(directory, url());

        assertThat(open.append(track("m1", "u"), track("m4", "u"))).isEqualTo(new Appended(1, 1));
        assertThat(open.journal.count()).isEqualTo(4);
        assertThat(open.meters.get("segue.journal.events").gauge().value()).isEqualTo(4);
        assertThat(events(user("v"))).isEmpty();
        var seqs = open.journal.read(List.of(user("u")), null).get(user("u")).entries().stream()
                .map(Entry::seq)
                .toList();
        assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void concurrent_single_calls_share_commits_and_the_follower_sees_each_entry_once_in_order() throws Exception {
        var followed = Collections.synchronizedList(new ArrayList<Entry>());
        open.journal.follow(entries -> {
            followed.addAll(entries);
            return CompletableFuture.completedFuture(null);
        });
        int callers = 64;
        int each = 100;
        var threads = Executors.newFixedThreadPool(callers);
        var answers = new ConcurrentLinkedQueue<Appended>();
        for (int caller = 0; caller < callers; caller++) {
            int own = caller;
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    // every tenth message is sent by two callers
                    var id = i % 10 == 0 ? "shared-" + own / 2 + "-" + i : own + "-" + i;
                    answers.add(open.journal
                            .append(List.of(track(id, "u" + i)))
                            .toCompletableFuture()
                            .join());
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        int distinct = callers * each * 9 / 10 + callers / 2 * each / 10;
        assertThat(answers).hasSize(callers * each);
        assertThat(answers.stream().mapToInt(Appended::stored).sum()).isEqualTo(distinct);
        assertThat(open.journal.count()).isEqualTo(distinct);
        assertThat(followed)
                .extracting(Entry::seq)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(distinct);
        assertThat(open.commits()).isLessThan(callers * each / 8.0);
    }

    @Test
    void callers_wait_for_the_follower_and_the_next_commit_does_not() throws Exception {
        var stages = new ConcurrentLinkedQueue<CompletableFuture<Void>>();
        var called = new CountDownLatch(2);
        open.journal.follow(entries -> {
            var stage = new CompletableFuture<Void>();
            stages.add(stage);
            called.countDown();
            return stage;
        });

        var first = open.journal.append(List.of(track("m1", "u"))).toCompletableFuture();
        while (stages.isEmpty()) Thread.onSpinWait();
        var second = open.journal.append(List.of(track("m2", "u"))).toCompletableFuture();
        assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        var repeated = open.journal.append(List.of(track("m1", "u"))).toCompletableFuture();
        while (open.commits() < 3) Thread.onSpinWait();

        assertThat(first).isNotDone();
        var busy = stages.remove();
        stages.remove().complete(null);
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(new Appended(1, 0));
        assertThat(first).isNotDone();
        assertThat(repeated).as("the follower is busy with its first sending").isNotDone();
        busy.complete(null);
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new Appended(1, 0));
        assertThat(repeated.get(20, TimeUnit.SECONDS)).isEqualTo(new Appended(0, 1));
    }

    @Test
    void a_follower_that_fails_fails_no_caller() throws Exception {
        open.journal.follow(entries -> {
            if (entries.get(0).event().messageId().equals("m1")) throw new IllegalStateException("at once");
            return CompletableFuture.failedFuture(new IllegalStateException("later"));
        });

        assertThat(open.append(track("m1", "u"))).isEqualTo(new Appended(1, 0));
        assertThat(open.append(track("m2", "u"))).isEqualTo(new Appended(1, 0));
        assertThat(open.journal.count()).isEqualTo(2);
    }

    @Test
    void a_commit_that_fails_keeps_nothing_and_the_next_one_works() throws Exception {
        try (var connection = open.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE app_user RENAME TO gone");
            assertThatThrownBy(() -> open.append(track("m1", "u")))
                    .hasCauseInstanceOf(JournalUnavailable.class)
                    .rootCause()
                    .hasMessageContaining("app_user");
            assertThat(open.journal.count()).isZero();
            statement.execute("ALTER TABLE gone RENAME TO app_user");
        }

        assertThat(open.append(track("m1", "u"))).isEqualTo(new Appended(1, 0));
        assertThat(events(user("u"))).hasSize(1);
    }

    /** Only their number was bounded: while the disk stood still, 20,000 events of 30 KB filled a heap of 512 MB. */
    @Test
    void a_journal_full_of_large_events_refuses_calls_too() throws Exception {
        open.close();
        open = new OpenJournal(directory, url(), 20_000, 2_500);
        var busy = new CompletableFuture<Void>();
        open.journal.follow(entries -> busy);
        var large = Map.<String, Object>of("note", "x".repeat(1_000));

        var first = open.journal
                .append(List.of(
                        event("m1", EventType.IDENTIFY, "u", null, null, null, large),
                        event("m2", EventType.IDENTIFY, "u", null, null, null, large)))
                .toCompletableFuture();
        var refused = open.journal.append(List.of(event("m3", EventType.IDENTIFY, "u", null, null, null, large)));
        var small = open.journal.append(List.of(track("m4", "u"))).toCompletableFuture();

        assertThatThrownBy(() -> refused.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JournalFull.class);
        busy.complete(null);
        first.get(20, TimeUnit.SECONDS);
        small.get(20, TimeUnit.SECONDS);
        assertThat(open.append(event("m3", EventType.IDENTIFY, "u", null, null, null, large)))
                .isEqualTo(new Appended(1, 0));
    }

    @Test
    void a_full_journal_refuses_calls_until_some_are_answered() throws Exception {
        open.close();
        open = new OpenJournal(directory, url(), 3);
        var busy = new CompletableFuture<Void>();
        open.journal.follow(entries -> busy);

        var first =
                open.journal.append(List.of(track("m1", "u"), track("m2", "u"))).toCompletableFuture();
        var refused = open.journal.append(List.of(track("m3", "u"), track("m4", "u")));

        assertThatThrownBy(() -> refused.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JournalFull.class);
        busy.complete(null);
        first.get(20, TimeUnit.SECONDS);
        assertThat(open.append(track("m3", "u"), track("m4", "u"))).isEqualTo(new Appended(2, 0));
        assertThat(open.append(IntStream.range(10, 20)
                        .mapToObj(i -> track("m" + i, "u"))
                        .toArray(Event[]::new)))
                .as("larger than all the room there is, alone")
                .isEqualTo(new Appended(10, 0));
    }

    @Test
    void closing_commits_and_answers_what_waits_and_then_takes_nothing() throws Exception {
        var answers = IntStream.range(0, 1000)
                .mapToObj(i -> open.journal.append(List.of(track("m" + i, "u"))).toCompletableFuture())
                .toList();
        open.journal.close();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(new Appended(1, 0)));
        assertThatThrownBy(() -> open.append(track("late", "u"))).hasMessageContaining("closed");
        assertThat(open.journal.count()).isEqualTo(1000);
    }

    @Test
    void users_are_found_by_part_of_id_email_or_any_name_they_ever_had() throws Exception {
        open.append(
                event(
                        "m1",
                        EventType.IDENTIFY,
                        "u_1",
                        null,
                        null,
                        null,
                        Map.of("email", "Ada@Example.com", "name", "Ada B")),
                event(
                        "m2",
                        EventType.IDENTIFY,
                        "u_1",
                        null,
                        null,
                        null,
                        Map.of("firstName", "Ada", "lastName", "Lovelace")),
                event("m3", EventType.IDENTIFY, "u21", null, null, null, Map.of("name", "100% ΟΔΥΣΣΕΥΣ")),
                event("m4", EventType.IDENTIFY, "u3", null, null, null, Map.of("name", "ZOË\\Ş")),
                event("m5", EventType.GROUP, "u4", null, null, "g", Map.of("name", "Ada Inc")),
                event("m6", EventType.TRACK, null, "ada", null, null, Map.of()));

        assertThat(find("ada@EXAMPLE")).containsExactly("u_1");
        assertThat(find("da lovel")).containsExactly("u_1");
        assertThat(find("ada b")).containsExactly("u_1");
        assertThat(find("_")).containsExactly("u_1");
        assertThat(find("%")).containsExactly("u21");
        assertThat(find("οδυσσευσ")).containsExactly("u21");
        assertThat(find("Οδυσσεύς")).isEmpty();
        assertThat(find("zoë\\")).containsExactly("u3");
        assertThat(find("zoe\u0308")).containsExactly("u3");
        assertThat(find("U2")).containsExactly("u21");
        assertThat(find("ada\nb")).isEmpty();
        assertThat(find("\0")).isEmpty();
        assertThat(find(" ")).containsExactly("u21", "u3", "u4", "u_1");
    }

    @Test
    void users_are_listed_by_code_point_page_by_page() throws Exception {
        open.append(
                track("m1", "b"),
                track("m2", "B"),
                track("m3", "é"),
                track("m4", "\uFF5E"),
                track("m5", "🎈"),
                track("m6", "a"));

        assertThat(open.journal.users(null, null, 10)).containsExactly("B", "a", "b", "é", "\uFF5E", "🎈");
        assertThat(open.journal.users(null, "a", 2)).containsExactly("b", "é");
        assertThat(open.journal.users(null, "🎈", 2)).isEmpty();
    }

    private List<String> find(String query) {
        return open.journal.users(query, null, 10);
    }

    private List<Event> events(RecordKey key) {
        return open.journal.read(List.of(key), null).get(key).entries().stream()
                .map(Entry::event)
                .toList();
    }
}
