package io.segue.metrics;

import io.segue.facts.Metrics;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.profiles.Reading;
import io.segue.profiles.Signal;
import io.segue.profiles.SignalReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The definitions told a second time, straight from a list of events and without regard to cost. */
final class Oracle {
    private static final Comparator<Event> IN_ORDER =
            Comparator.comparing(Event::timestamp).thenComparing(Event::messageId);

    private final List<Event> events;
    private final SignalReader signals;
    private final ZoneId zone;
    private final LocalDate date;
    private final Set<String> users = new HashSet<>();
    private final Map<String, String> successors = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    Oracle(List<Event> all, SignalReader signals, ZoneId zone, Instant asOf) {
        this.events = all.stream()
                .filter(event -> !event.timestamp().isAfter(asOf))
                .sorted(IN_ORDER)
                .toList();
        this.signals = signals;
        this.zone = zone;
        this.date = LocalDate.ofInstant(asOf, zone);
        for (var event : events) if (event.userId() != null) users.add(event.userId());
        for (var event : events) {
            if (event.userId() == null) continue;
            if (event.type() == EventType.IDENTIFY && event.anonymousId() != null)
                owners.put(event.anonymousId(), event.userId());
            if (event.type() != EventType.ALIAS) continue;
            if (!users.contains(event.previousId())) owners.put(event.previousId(), event.userId());
            else if (!canonical(event.userId()).equals(event.previousId())
                    && !chain(event.userId()).contains(event.previousId()))
                successors.put(event.previousId(), event.userId());
        }
    }

    boolean knows(String userId) {
        return users.contains(userId);
    }

    String canonical(String userId) {
        var chain = chain(userId);
        return chain.get(chain.size() - 1);
    }

    private List<String> chain(String userId) {
        var chain = new ArrayList<String>();
        for (var id = userId; id != null; id = successors.get(id)) chain.add(id);
        return chain;
    }

    private String whose(Event event) {
        if (event.userId() != null) return canonical(event.userId());
        var owner = owners.get(event.anonymousId());
        return owner == null ? "nobody" : canonical(owner);
    }

    private List<Event> of(String userId) {
        return events.stream().filter(event -> whose(event).equals(userId)).toList();
    }

    Map<String, Object> traits(String userId) {
        var traits = new TreeMap<String, Object>();
        for (var event : of(userId)) if (event.type() == EventType.IDENTIFY) traits.putAll(event.traits());
        traits.values().removeIf(Objects::isNull);
        return traits;
    }

    String account(String userId) {
        String account = null;
        for (var event : of(userId)) if (event.type() == EventType.GROUP) account = event.groupId();
        return account;
    }

    Map<String, Object> accountTraits(String accountId) {
        var traits = new TreeMap<String, Object>();
        for (var event : events)
            if (event.type() == EventType.GROUP && event.groupId().equals(accountId)) traits.putAll(event.traits());
        traits.values().removeIf(Objects::isNull);
        return traits;
    }

    List<String> members(String accountId) {
        var members = new TreeSet<String>();
        for (var user : users) if (canonical(user).equals(user) && accountId.equals(account(user))) members.add(user);
        return List.copyOf(members);
    }

    boolean everPaid(String userId) {
        var account = account(userId);
        return events.stream()
                .filter(event -> event.type() == EventType.GROUP
                        ? event.groupId().equals(account)
                        : event.type() == EventType.IDENTIFY && whose(event).equals(userId))
                .anyMatch(event -> event.traits().get("plan") instanceof String plan
                        && Set.of("basic", "pro", "enterprise")
                                .contains(plan.strip().toLowerCase()));
    }

    Instant first(String userId) {
        return of(userId).get(0).timestamp();
    }

    Set<String> keys(String userId, Signal.Kind kind) {
        var keys = new TreeSet<String>();
        signals(userId, kind, Integer.MAX_VALUE, signal -> true).forEach((event, signal) -> keys.add(signal.key()));
        return keys;
    }

    /** Dates since the last of that kind for that action; -1 when there was none. */
    int daysSince(String userId, Signal.Kind kind, String action) {
        int since = -1;
        for (var event : signals(
                        userId, kind, Integer.MAX_VALUE, signal -> signal.key().equals(action))
                .keySet()) since = ago(event);
        return since;
    }

    Metrics metrics(String userId, FeatureCatalogue catalogue) {
        var activity =
                of(userId).stream().filter(event -> reading(event).activity()).toList();
        var sessions = new ArrayList<List<Event>>();
        for (var event : activity) {
            var last = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
            if (last != null
                    && event.timestamp().toEpochMilli()
                                    - last.get(last.size() - 1).timestamp().toEpochMilli()
                            <= 1_800_000) last.add(event);
            else sessions.add(new ArrayList<>(List.of(event)));
        }
        var active = new TreeSet<LocalDate>();
        for (var event : activity) active.add(day(event));
        int sessions7d = began(sessions, 0, 6);
        int sessions28d = began(sessions, 0, 27);
        double baseline = began(sessions, 7, 34) / 4.0;
        if (baseline == 0 && !active.isEmpty()) {
            int away = (int) (date.toEpochDay() - active.last().toEpochDay());
            baseline = began(sessions, away, away + 27) / 4.0;
        }
        long length = 0;
        for (var session : sessions)
            if (ago(session.get(0)) <= 27)
                length += session.get(session.size() - 1).timestamp().toEpochMilli()
                        - session.get(0).timestamp().toEpochMilli();
        int features30 = features(userId, 0, 29);
        int peak = 0;
        for (int k = 0; k < 12; k++) peak = Math.max(peak, features(userId, 7 * k, 7 * k + 6));
        var advancedDays = new HashSet<LocalDate>();
        signals(userId, Signal.Kind.FEATURE, 28, signal -> catalogue.advanced().contains(signal.key()))
                .keySet()
                .forEach(event -> advancedDays.add(day(event)));
        int collaborations = signals(userId, Signal.Kind.FEATURE, 30, signal -> catalogue
                        .collaborative()
                        .contains(signal.key()))
                .size();
        Double nps = null;
        for (var signal :
                signals(userId, Signal.Kind.NPS, Integer.MAX_VALUE, any -> true).values()) nps = signal.score();
        int failures = 0;
        for (var event : of(userId)) {
            var signal = reading(event).signal();
            if (signal == null) continue;
            if (signal.kind() == Signal.Kind.PAYMENT_SUCCEEDED) failures = 0;
            if (signal.kind() == Signal.Kind.PAYMENT_FAILED && ago(event) < 30) failures++;
        }
        return new Metrics(
                (int) (date.toEpochDay()
                        - LocalDate.ofInstant(first(userId), zone).toEpochDay()),
                active.isEmpty()
                        ? null
                        : (int) (date.toEpochDay() - active.last().toEpochDay()),
                sessions7d,
                began(sessions, 7, 13),
                sessions28d,
                sessions.size(),
                sessions28d / 4.0,
                baseline,
                baseline > 0 ? Math.max(0, 1 - sessions7d / baseline) : 0,
                activeDays(active, 7),
                activeDays(active, 14),
                activeDays(active, 28),
                span(active),
                typicalGap(active),
                sessions28d == 0 ? 0 : length / 60_000.0 / sessions28d,
                sessions28d == 0
                        ? 0
                        : activity.stream().filter(event -> ago(event) < 28).count() / (double) sessions28d,
                features30,
                features(userId, 0, 6),
                peak,
                Math.min(1, features30 / (double) catalogue.size()),
                advancedDays.size(),
                count(userId, Signal.Kind.CONTENT, 28),
                collaborations + count(userId, Signal.Kind.SHARE, 30),
                count(userId, Signal.Kind.INVITE, 30),
                count(userId, Signal.Kind.INVITE, 14),
                count(userId, Signal.Kind.MEMBER_ADDED, 30),
                signals(userId, Signal.Kind.SHARE, 30, Signal::marked).size(),
                count(userId, Signal.Kind.SHARE, 14),
                count(userId, Signal.Kind.COMMUNITY, 30),
                nps,
                count(userId, Signal.Kind.PRICING_VIEW, 7),
                count(userId, Signal.Kind.PRICING_VIEW, 14),
                count(userId, Signal.Kind.DOCS_VIEW, 14),
                count(userId, Signal.Kind.COMPARISON, 14),
                count(userId, Signal.Kind.LOCKED_CLICK, 14),
                count(userId, Signal.Kind.SALES_CONTACT, 14),
                count(userId, Signal.Kind.QUOTE, 14),
                count(userId, Signal.Kind.ADMIN, 14),
                count(userId, Signal.Kind.TICKET, 7),
                count(userId, Signal.Kind.TICKET, 30),
                signals(userId, Signal.Kind.TICKET, 7, Signal::marked).size(),
                signals(userId, Signal.Kind.TICKET, 30, Signal::marked).size(),
                failures,
                count(userId, Signal.Kind.DOWNGRADE, 30),
                count(userId, Signal.Kind.CANCEL_VIEW, 30),
                null,
                null,
                null);
    }

    private Reading reading(Event event) {
        return switch (event.type()) {
            case TRACK, PAGE, SCREEN -> signals.read(event);
            default -> new Reading(false, null);
        };
    }

    private Map<Event, Signal> signals(String userId, Signal.Kind kind, int dates, Predicate<Signal> wanted) {
        var found = new LinkedHashMap<Event, Signal>();
        for (var event : of(userId)) {
            var signal = reading(event).signal();
            if (signal != null && signal.kind() == kind && ago(event) < dates && wanted.test(signal))
                found.put(event, signal);
        }
        return found;
    }

    private int count(String userId, Signal.Kind kind, int dates) {
        return signals(userId, kind, dates, any -> true).size();
    }

    private int features(String userId, int from, int to) {
        var keys = new HashSet<String>();
        signals(userId, Signal.Kind.FEATURE, to + 1, any -> true).forEach((event, signal) -> {
            if (ago(event) >= from) keys.add(signal.key());
        });
        return keys.size();
    }

    private int began(List<List<Event>> sessions, int from, int to) {
        return (int) sessions.stream()
                .filter(session -> ago(session.get(0)) >= from && ago(session.get(0)) <= to)
                .count();
    }

    private int activeDays(Set<LocalDate> active, int dates) {
        return (int) active.stream()
                .filter(day -> day.isAfter(date.minusDays(dates)))
                .count();
    }

    private int span(TreeSet<LocalDate> active) {
        if (active.isEmpty() || active.last().plusDays(7).isBefore(date)) return 0;
        var start = active.last();
        for (var day : active.descendingSet()) {
            if (day.plusDays(7).isBefore(start)) break;
            start = day;
        }
        return (int) (date.toEpochDay() - start.toEpochDay()) + 1;
    }

    private double typicalGap(TreeSet<LocalDate> active) {
        var recent =
                active.stream().filter(day -> day.isAfter(date.minusDays(90))).toList();
        if (recent.size() < 3) return 7;
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < recent.size(); i++)
            gaps.add(recent.get(i).toEpochDay() - recent.get(i - 1).toEpochDay());
        gaps.sort(null);
        int half = gaps.size() / 2;
        double median = gaps.size() % 2 == 1 ? gaps.get(half) : (gaps.get(half - 1) + gaps.get(half)) / 2.0;
        return Math.max(2, median);
    }

    private LocalDate day(Event event) {
        return LocalDate.ofInstant(event.timestamp(), zone);
    }

    private int ago(Event event) {
        return (int) (date.toEpochDay() - day(event).toEpochDay());
    }
}
