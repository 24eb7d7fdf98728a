package io.segue.demo;

import io.segue.demo.Persona.Kind;
import io.segue.demo.Persona.Range;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One user from the first visit to the last, told into a timeline. Days are counted back from the present date. */
final class Member {
    /** Every feature of the default catalogue. */
    static final List<String> FEATURES = List.of(
            "projects",
            "tasks",
            "calendar",
            "dashboards",
            "templates",
            "comments",
            "sharing",
            "automations",
            "api",
            "integrations");

    private static final List<String> BASICS = List.of("projects", "tasks");
    private static final List<String> KEEPING = List.of("integrations", "automations", "sharing");
    private static final List<String> OTHERS = List.of("calendar", "dashboards", "templates", "comments", "api");
    private static final List<String> MILESTONES = List.of(
            "created_first_project",
            "added_first_task",
            "used_template",
            "completed_first_task",
            "invited_team_member",
            "connected_integration");
    private static final double WORKDAY = 1.25;
    private static final double WEEKEND = .375;
    private static final int HOUR = 3600;
    private static final double MINUTE = 60;

    private record Visit(int daysAgo, Instant start, double seconds) {}

    final String userId;
    final Persona persona;
    final @Nullable Company company;
    final int tenure;
    final SplittableRandom random;
    private final Timeline timeline;
    private final Names.Region region;
    private final int lastVisit;
    private final double visitsAWeek;
    private final List<String> features;
    private final List<Visit> visits = new ArrayList<>();
    private Instant signup = Instant.MIN;

    Member(
            String userId,
            Persona persona,
            @Nullable Company company,
            Names.Region region,
            int tenure,
            SplittableRandom random,
            Timeline timeline) {
        this.userId = userId;
        this.persona = persona;
        this.company = company;
        this.region = region;
        this.tenure = tenure;
        this.random = random;
        this.timeline = timeline;
        this.lastVisit = Math.min(tenure, whole(persona.lastVisit()));
        this.visitsAWeek = within(persona.visitsAWeek());
        this.features = habitualFeatures();
    }

    boolean is(Kind kind) {
        return persona.kind() == kind;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int whole(Range range) {
        return random.nextInt((int) range.from(), (int) range.to() + 1);
    }

    double within(Range range) {
        return range.from() + random.nextDouble() * (range.to() - range.from());
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Signs up: an identify, a "Signed Up" and, for a member of an account, the group call. */
    void signUp(Map<String, @Nullable Object> traits, @Nullable String anonymousId) {
        signup = timeline.at(tenure, workingSecond(), HOUR);
        var identify = message("identify");
        if (anonymousId != null) identify.put("anonymousId", anonymousId);
        identify.put("traits", traits);
        timeline.add(signup, identify);
        if (company != null) group(signup.plusMillis(400));
        if (!is(Kind.NEVER)) timeline.add(signup.plusMillis(900), track("Signed Up", properties()));
    }

    /** Changes traits on a day. */
    void identify(int daysAgo, Map<String, @Nullable Object> traits) {
        var identify = message("identify");
        identify.put("traits", traits);
        timeline.add(notBeforeSignup(timeline.at(daysAgo, workingSecond(), 0)), identify);
    }

    /** Tells the account's traits as they stand on a day. */
    void group(int daysAgo) {
        timeline.add(notBeforeSignup(timeline.at(daysAgo, workingSecond(), 0)), groupMessage(daysAgo));
    }

    /** Visits as the habit has it, from signup to the last visit. */
    void live() {
        if (is(Kind.NEVER)) return;
        var carry = random.nextDouble();
        for (var day = tenure; day >= lastVisit; day--) {
            carry += visitsAWeek / 7 * weight(day) * fading(day);
            var today = Math.min(3, (int) carry);
            carry -= today;
            if (day == tenure || day == lastVisit) today = Math.max(1, today);
            var second = workingSecond();
            for (var n = 0; n < today; n++) {
                visit(day, second);
                second += (2 + random.nextInt(3)) * HOUR;
            }
        }
        milestones();
    }

    /** Looks into every feature once in the first days, and no more than that. */
    void tryEverything() {
        for (var feature : FEATURES)
            during(Math.max(lastVisit, tenure - 12), tenure, "Feature Used", properties("feature", feature));
    }

    /** Does something while visiting on one of the days; comes for it specially when there was no visit on any of them. */
    void during(int fromDaysAgo, int toDaysAgo, String event, Map<String, @Nullable Object> properties) {
        during(fromDaysAgo, toDaysAgo, track(event, properties));
    }

    /** Looks at a page or screen while visiting on one of the days. */
    void looksAt(int fromDaysAgo, int toDaysAgo, String type, String name) {
        during(fromDaysAgo, toDaysAgo, view(type, name));
    }

    private void during(int fromDaysAgo, int toDaysAgo, Map<String, @Nullable Object> message) {
        var from = Math.min(fromDaysAgo, tenure);
        var to = Math.max(from, Math.min(toDaysAgo, tenure));
        var then = visits.stream()
                .filter(v -> v.daysAgo() >= from && v.daysAgo() <= to)
                .toList();
        var visit = then.isEmpty() ? visit(random.nextInt(from, to + 1), workingSecond()) : oneOf(then);
        timeline.add(visit.start().plusMillis(Math.round(random.nextDouble() * visit.seconds() * 1000)), message);
    }

    /** Something happens around the user on a day, in working hours. */
    void happens(int daysAgo, String event, Map<String, @Nullable Object> properties) {
        timeline.add(
                notBeforeSignup(timeline.at(Math.min(daysAgo, tenure), workingSecond(), 0)), track(event, properties));
    }

    /** The first day, going back from today, of the last visit. */
    int lastVisit() {
        return lastVisit;
    }

    private Visit visit(int day, double secondOfDay) {
        var minutes = within(persona.minutes());
        var seconds = Math.max(20, minutes * MINUTE * (.7 + .6 * random.nextDouble()));
        var start = timeline.at(day, secondOfDay, seconds);
        if (start.isBefore(signup.plusSeconds(2))) start = signup.plusSeconds(2 + random.nextInt(60));
        var visit = new Visit(day, start, seconds);
        visits.add(visit);

        var acts = 2 + (int) Math.min(3, minutes / 9) + random.nextInt(2);
        for (var n = 0; n < acts; n++) {
            var share = n == 0 ? 0 : n == acts - 1 ? 1 : (n + random.nextDouble() * .6 - .3) / (acts - 1);
            timeline.add(start.plusMillis(Math.round(share * seconds * 1000)), act(n));
        }
        return visit;
    }

    private Map<String, @Nullable Object> act(int nth) {
        if (nth == 0 && chance(.25)) return chance(.2) ? view("screen", "Inbox") : view("page", "Home");
        if (chance(is(Kind.POWER) || is(Kind.ADVOCATE) ? .18 : .08))
            return track("Content Created", properties("kind", oneOf(List.of("document", "board", "report"))));
        var feature = chance(.45) ? features.get(random.nextInt(Math.min(2, features.size()))) : oneOf(features);
        return track("Feature Used", properties("feature", feature));
    }

    private void milestones() {
        var day = tenure;
        for (var milestone : MILESTONES) {
            if (!chance(persona.milestones())) continue;
            if (milestone.equals("connected_integration") && !features.contains("integrations")) continue;
            happens(day, "Milestone Reached", properties("milestone", milestone));
            day = Math.max(Math.min(lastVisit, tenure), day - random.nextInt(4));
        }
    }

    private List<String> habitualFeatures() {
        var count = whole(persona.features());
        var chosen = new ArrayList<String>();
        for (var feature : BASICS) if (chosen.size() < count && chance(.95)) chosen.add(feature);
        for (var feature : KEEPING) if (chosen.size() < count && chance(persona.sticky())) chosen.add(feature);
        var rest = new ArrayList<>(OTHERS);
        while (chosen.size() < count && !rest.isEmpty()) chosen.add(rest.remove(random.nextInt(rest.size())));
        if (chosen.isEmpty()) chosen.add("projects");
        return List.copyOf(chosen);
    }

    private double weight(int day) {
        var weekday = timeline.date(day).getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? WEEKEND : WORKDAY;
    }

    private double fading(int day) {
        return is(Kind.FADING) && day < lastVisit + 5 ? .25 : 1;
    }

    /** A second of the UTC date in the user's working hours, most often mid-morning or mid-afternoon. */
    private double workingSecond() {
        var hour = chance(.5) ? 9.2 + random.nextDouble() * 2.6 : 13.2 + random.nextDouble() * 4.2;
        if (chance(.08)) hour = 19 + random.nextDouble() * 3;
        return ((hour - region.hoursAheadOfUtc() + 24) % 24) * HOUR;
    }

    private Instant notBeforeSignup(Instant at) {
        return at.isBefore(signup) ? signup.plusSeconds(1) : at;
    }

    private void group(Instant at) {
        timeline.add(at, groupMessage(tenure));
    }

    private Map<String, @Nullable Object> groupMessage(int daysAgo) {
        if (company == null) throw new IllegalStateException(userId + " belongs to no account");
        var group = message("group");
        group.put("groupId", company.id());
        group.put("traits", company.traits(daysAgo));
        return group;
    }

    private Map<String, @Nullable Object> track(String event, Map<String, @Nullable Object> properties) {
        var track = message("track");
        track.put("event", event);
        track.put("properties", properties);
        return track;
    }

    private Map<String, @Nullable Object> view(String type, String name) {
        var view = message(type);
        view.put("name", name);
        view.put("properties", properties());
        return view;
    }

    private Map<String, @Nullable Object> message(String type) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("type", type);
        message.put("userId", userId);
        return message;
    }

    /** Keys and values in turn, kept in that order. */
    static Map<String, @Nullable Object> properties(@Nullable Object... keysAndValues) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < keysAndValues.length; i += 2)
            properties.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        return properties;
    }
}
