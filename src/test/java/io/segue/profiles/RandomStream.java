package io.segue.profiles;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A few users and visitors who do all sorts of things, in bursts, over some hundred days; the same for the same seed. */
public final class RandomStream {
    private static final List<String> USERS = List.of("u1", "u2", "u3", "both");
    private static final List<String> VISITORS = List.of("a1", "a2", "both");
    private static final List<String> ACCOUNTS = List.of("g1", "g2");
    private static final List<String> KEYS = List.of("tasks", "api", "comments", "other");
    private static final List<String> NAMES = List.of(
            "Feature Used",
            "Feature Used",
            "Feature Used",
            "Content Created",
            "Content Shared",
            "Member Invited",
            "Member Added",
            "Pricing Page Viewed",
            "Docs Viewed",
            "Features Compared",
            "Locked Feature Clicked",
            "Sales Contacted",
            "Quote Requested",
            "SSO Configured",
            "Support Ticket Opened",
            "Payment Failed",
            "Payment Failed",
            "Payment Succeeded",
            "Subscription Downgraded",
            "Cancel Page Viewed",
            "NPS Submitted",
            "Community Posted",
            "Milestone Reached",
            "Action Shown",
            "Action Dismissed",
            "Action Converted",
            "Something Else");
    private static final long MINUTE = 60_000;
    private static final long DAY = 1440 * MINUTE;

    private final Random random;
    private final long start = Instant.parse("2024-02-20T00:00:00Z").toEpochMilli();
    private final int days;
    private final boolean tangled;
    private final String prefix;
    private int count;

    /**
     * @param prefix  of all its ids, so that streams of different prefixes know nothing of each other
     * @param tangled whether ids are linked and merged often, and times are often the same
     */
    public RandomStream(String prefix, long seed, int days, boolean tangled) {
        this.prefix = prefix;
        this.random = new Random(seed);
        this.days = days;
        this.tangled = tangled;
    }

    public List<String> users() {
        return USERS.stream().map(id -> prefix + id).toList();
    }

    public List<String> accounts() {
        return ACCOUNTS.stream().map(id -> prefix + id).toList();
    }

    /** Events in no particular order. */
    public List<Event> events(int bursts) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < bursts; i++) {
            long at = start + random.nextInt(days) * DAY + random.nextInt(1440) * MINUTE;
            var subject = random.nextInt(4) > 0 ? pickId(USERS) : null;
            var visitor = subject == null || random.nextInt(5) == 0 ? pickId(VISITORS) : null;
            int size = 1 + random.nextInt(5);
            for (int j = 0; j < size; j++) {
                events.add(event(Instant.ofEpochMilli(at), subject, visitor));
                at += switch (random.nextInt(5)) {
                    case 0 -> 30 * MINUTE;
                    case 1 -> 30 * MINUTE + 1;
                    case 2 -> tangled ? 0 : MINUTE;
                    default -> random.nextInt(40 * 60_000);
                };
            }
        }
        return events;
    }

    /** An instant somewhere in the stream or soon after: the end of a date, any time, or the very time of an event. */
    public Instant instant(List<Event> events) {
        long day = start + random.nextInt(days + 40) * DAY;
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochMilli(day + DAY - 1000);
            case 1 -> Instant.ofEpochMilli(day + random.nextInt((int) DAY));
            case 2 -> events.get(random.nextInt(events.size())).timestamp();
            default -> Instant.ofEpochMilli(start + (days + 2) * DAY);
        };
    }

    private Event event(Instant at, @Nullable String user, @Nullable String visitor) {
        int dice = random.nextInt(tangled ? 30 : 120);
        if (dice == 0 && user != null)
            return call(
                    EventType.ALIAS,
                    user,
                    null,
                    random.nextBoolean() ? pickId(USERS) : pickId(VISITORS),
                    null,
                    at,
                    Map.of());
        if (dice <= 2)
            return call(EventType.IDENTIFY, user, user == null ? visitor : pickId(VISITORS), null, null, at, traits());
        if (dice <= 4) return call(EventType.IDENTIFY, user, visitor, null, null, at, traits());
        if (dice == 5) return call(EventType.GROUP, user, visitor, null, pickId(ACCOUNTS), at, traits());
        var properties = new HashMap<String, @Nullable Object>();
        properties.put("feature", random.nextInt(10) == 0 ? null : pick(KEYS));
        properties.put("milestone", pick(KEYS));
        properties.put("action", pick(KEYS));
        properties.put("external", random.nextBoolean() ? "TRUE" : random.nextBoolean());
        properties.put("sentiment", random.nextBoolean() ? "Negative" : "fine");
        properties.put("score", random.nextInt(4) == 0 ? "9" : random.nextInt(11));
        return new Event(id(), EventType.TRACK, user, visitor, null, null, pick(NAMES), at, at, properties, Map.of());
    }

    private Event call(
            EventType type,
            @Nullable String user,
            @Nullable String visitor,
            @Nullable String previous,
            @Nullable String group,
            Instant at,
            Map<String, @Nullable Object> traits) {
        return new Event(id(), type, user, visitor, previous, group, null, at, at, Map.of(), traits);
    }

    private Map<String, @Nullable Object> traits() {
        var traits = new HashMap<String, @Nullable Object>();
        if (random.nextBoolean())
            traits.put("plan", random.nextInt(4) == 0 ? null : pick(List.of("free", "Pro", "basic")));
        if (random.nextBoolean()) traits.put("arr", (long) random.nextInt(3));
        if (random.nextInt(3) == 0) traits.put("visits", (long) random.nextInt());
        return traits;
    }

    private String id() {
        return prefix + Integer.toHexString(random.nextInt(256)) + "-" + count++;
    }

    private String pickId(List<String> choices) {
        return prefix + pick(choices);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
