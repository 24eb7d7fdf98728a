package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Decision;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Reasoner;
import io.segue.decisions.Standings;
import io.segue.facts.Account;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import io.segue.support.EditedKnowledge;
import io.segue.support.RunningSegue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The whole service with a few users, each of whom was last seen on another day. */
final class Village implements AutoCloseable {
    static final LocalDate DATE = LocalDate.parse("2025-06-30");
    static final Instant AS_OF = Instant.parse("2025-06-30T23:30:00Z");
    static final int USERS = 120;
    /** Each twentieth refuses profiling. */
    static final int REFUSING = USERS / 20;

    final RunningSegue segue;

    Village(Path directory, String... properties) {
        segue = RunningSegue.in(directory, properties);
    }

    /** The same, with everybody in it and refreshed. */
    static Village settled(Path directory, String... properties) throws Exception {
        var village = new Village(directory, properties);
        village.bean(Journal.class).append(events()).toCompletableFuture().get(60, TimeUnit.SECONDS);
        village.segue.refresh(AS_OF);
        return village;
    }

    private static List<Event> events() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < USERS; i++) {
            var traits = new HashMap<String, Object>();
            traits.put("marketingConsent", i % 3 != 0);
            traits.put("plan", i % 4 == 0 ? "pro" : "free");
            if (i % 20 == 19) traits.put("profilingConsent", false);
            add(events, i, EventType.IDENTIFY, 100, traits, null);
            if (i % 5 == 0) add(events, i, EventType.GROUP, 99, Map.of(), "acme" + i % 3);
            for (int daysAgo = i % 60; daysAgo < 90; daysAgo += 1 + i % 7)
                add(events, i, EventType.TRACK, daysAgo, Map.of(), null);
        }
        return events;
    }

    static String user(int i) {
        return "v%03d".formatted(i);
    }

    private static void add(
            List<Event> events, int i, EventType type, int daysAgo, Map<String, Object> traits, String account) {
        var at = DATE.minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC);
        events.add(new Event(
                "m" + events.size(),
                type,
                user(i),
                null,
                null,
                account,
                type == EventType.TRACK ? (daysAgo % 2 == 0 ? "Content Created" : "Feature Used") : null,
                at,
                at,
                type == EventType.TRACK && daysAgo % 2 == 1 ? Map.of("feature", "api") : Map.of(),
                traits));
    }

    <T> T bean(Class<T> type) {
        return segue.bean(type);
    }

    Surroundings surroundings(RehearsalSettings settings) {
        return new Surroundings(
                bean(Journal.class),
                bean(Profiles.class),
                bean(DecisionService.class),
                bean(Playbooks.class),
                bean(Standings.class),
                ZoneId.of("UTC"),
                settings);
    }

    static RehearsalSettings settings() {
        return new RehearsalSettings(Duration.ofMinutes(2), 2, 10, Duration.ofSeconds(5));
    }

    Rehearsal rehearsed(EditedKnowledge draft, RehearsalWish wish) {
        var rehearsals = bean(Rehearsals.class);
        return ended(rehearsals, rehearsals.start("draft", draft.files(), wish).id());
    }

    RehearsalReport report(EditedKnowledge draft, RehearsalWish wish) {
        var rehearsal = rehearsed(draft, wish);
        assertThat(rehearsal.state()).as("%s", rehearsal.problems()).isEqualTo(Rehearsal.State.DONE);
        return rehearsal.report();
    }

    static Rehearsal ended(Rehearsals rehearsals, long id) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> rehearsals.get(id).orElseThrow().ended());
        return rehearsals.get(id).orElseThrow();
    }

    static RehearsalReport.Change change(RehearsalReport report, String decision) {
        return report.decisions().stream()
                .filter(change -> change.decision().equals(decision))
                .findFirst()
                .orElseThrow();
    }

    /** Decided one by one, without anything that rehearses; those who refuse profiling left out. */
    Map<String, Decision> oneByOne(Playbook playbook, Instant asOf) {
        var decided = new TreeMap<String, Decision>();
        var decisions = bean(DecisionService.class);
        for (int i = 0; i < USERS; i++) {
            if (i % 20 == 19) continue;
            var person = bean(Profiles.class).find(user(i), asOf);
            if (person.isEmpty()) continue;
            var account = person.get().accountId() == null
                    ? Account.NONE
                    : decisions.account(person.get().accountId(), asOf, playbook);
            var standing = bean(Standings.class).at(asOf);
            decided.put(
                    user(i),
                    Reasoner.decide(decisions.situation(person.get(), asOf, account, standing, playbook), playbook));
        }
        return decided;
    }

    Map<String, Decision> live(Instant asOf) {
        return oneByOne(bean(Playbooks.class).live(), asOf);
    }

    Map<String, Decision> drafted(EditedKnowledge draft, Instant asOf) {
        var playbook = draft.playbook();
        try {
            return oneByOne(playbook, asOf);
        } finally {
            playbook.knowledge().retire();
        }
    }

    @Override
    public void close() {
        segue.close();
    }
}
