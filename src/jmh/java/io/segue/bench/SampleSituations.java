package io.segue.bench;

import io.segue.decisions.Permissions;
import io.segue.decisions.Situation;
import io.segue.decisions.Situation.Contacts;
import io.segue.decisions.Situation.Recommendation;
import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Plan;
import io.segue.facts.Traits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Made-up users of every kind, from those who signed up today to those who left long ago. Values lie on the thresholds of the
 * default tables and on both sides of them. The same seed gives the same users.
 */
final class SampleSituations {
    private static final Instant AS_OF = Instant.parse("2026-06-30T12:00:00Z");
    private static final List<String> MILESTONES = List.of(
            "created_first_project",
            "added_first_task",
            "invited_team_member",
            "completed_first_task",
            "used_template",
            "connected_integration",
            "something_else");
    private static final List<String> FEATURES = List.of(
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
    private static final List<String> ACTIONS = List.of(
            "fix-payment",
            "success-call",
            "sales-assist",
            "re-engage",
            "win-back",
            "complete-onboarding",
            "upgrade-prompt",
            "sales-outreach",
            "join-advocates",
            "invite-team",
            "try-feature",
            "upgrade-nurture",
            "show-value");
    private static final String[] ROLES = {
        null, "designer", " Developer", "MANAGER", "Engineer", "founder", "student", "head of", "astronaut"
    };
    private static final String[] INDUSTRIES = {null, "saas", "Banking", "health ", "agency", "school", "mining"};
    private static final String[] COUNTRIES = {null, "DE", "us", "France", "jp", "br", "South Africa", "xx"};
    private static final String[] USE_CASES = {null, "projects", "ux", "Engineering", "crm", "hobby", "gardening"};
    private static final Integer[] COMPANY_SIZES = {null, 0, 1, 2, 49, 50, 499, 500, 20_000};

    private final Random random;

    private SampleSituations(long seed) {
        this.random = new Random(seed);
    }

    /** That many users. */
    static List<Situation> seeded(long seed, int users) {
        var samples = new SampleSituations(seed);
        return IntStream.range(0, users)
                .mapToObj(number -> samples.user("user-" + number))
                .toList();
    }

    /** How users differ most: how long they have been there, and how much they do. */
    private enum Kind {
        JUST_ARRIVED,
        SETTLING_IN,
        STEADY,
        POWERFUL,
        FADING,
        GONE,
        NEVER_CAME
    }

    private Situation user(String userId) {
        var kind = pick(Kind.values());
        var plan = pick(Plan.values());
        var paid = plan.paid();
        return new Situation(
                userId,
                AS_OF,
                metrics(kind),
                new Traits(
                        pick(ROLES),
                        pick(INDUSTRIES),
                        pick(COUNTRIES),
                        pick(COMPANY_SIZES),
                        chance(0.3) ? List.of("java", "postgres") : List.of(),
                        pick(USE_CASES),
                        plan,
                        paid ? pick(0.0, 1.0, 9_999.0, 10_000.0, 49_999.0, 50_000.0, 250_000.0) : 0,
                        pick(0.0, 0.39, 0.4, 0.59, 0.6, 0.69, 0.7, 0.79, 0.8, 1.0),
                        chance(0.7),
                        paid || chance(0.3)),
                new Account(whole(0, 2, 3, 4, 5, 40), whole(0, 1, 2, 7), whole(0, 1, 10, 80)),
                chance(0.8) ? "account-" + random.nextInt(200) : null,
                milestones(kind),
                recommendations(),
                chance(0.3) ? contacts() : Contacts.NONE,
                List.of(),
                Permissions.ALL);
    }

    private Metrics metrics(Kind kind) {
        var active = kind == Kind.STEADY || kind == Kind.POWERFUL;
        var present = active || kind == Kind.JUST_ARRIVED || kind == Kind.SETTLING_IN;
        var idle =
                switch (kind) {
                    case JUST_ARRIVED, POWERFUL -> (Integer) whole(0, 0, 1);
                    case SETTLING_IN, STEADY -> (Integer) whole(0, 1, 3, 4);
                    case FADING -> (Integer) whole(5, 6, 7, 8, 14, 15, 20, 21);
                    case GONE -> (Integer) whole(29, 30, 31, 59, 60, 61, 200);
                    case NEVER_CAME -> null;
                };
        var tenure =
                switch (kind) {
                    case JUST_ARRIVED -> whole(-1, 0, 1, 3, 4);
                    case SETTLING_IN -> whole(3, 4, 6, 7, 8, 13, 14);
                    case NEVER_CAME -> whole(0, 3, 7, 8, 20, 21, 29, 30, 60);
                    default -> whole(29, 30, 31, 90, 400);
                };
        var sessions7d =
                switch (kind) {
                    case POWERFUL -> whole(5, 6, 7, 12);
                    case STEADY -> whole(1, 2, 3, 4, 5);
                    case JUST_ARRIVED, SETTLING_IN -> whole(1, 2, 4, 7);
                    case FADING -> whole(0, 0, 1);
                    case GONE, NEVER_CAME -> 0;
                };
        var sessionsPrev7d =
                switch (kind) {
                    case JUST_ARRIVED, GONE, NEVER_CAME -> 0;
                    case FADING -> whole(0, 1, 2, 4, 8);
                    default -> sessions7d + whole(-1, 0, 0, 1, sessions7d);
                };
        var sessions28d = sessions7d + sessionsPrev7d + (tenure >= 14 && present ? whole(0, 4, 8, 20) : 0);
        var baseline = kind == Kind.NEVER_CAME || kind == Kind.JUST_ARRIVED
                ? 0
                : active ? sessions28d / 4.0 : pick(0.5, 1.75, 2.0, 4.0);
        var features30d =
                switch (kind) {
                    case POWERFUL -> whole(6, 7, 8, 10);
                    case STEADY -> whole(2, 3, 4, 5, 7);
                    case JUST_ARRIVED, SETTLING_IN, FADING -> whole(0, 1, 2, 3);
                    case GONE, NEVER_CAME -> 0;
                };
        var features7d = kind == Kind.FADING ? whole(0, features30d / 2) : Math.max(0, features30d - whole(0, 0, 1, 3));
        var activeDays14d = present ? Math.min(14, sessions7d + whole(0, 1, 3)) : kind == Kind.FADING ? whole(0, 1) : 0;
        var activeDays28d = active ? whole(1, 2, 5, 6, 13, 14, 25, 26, 28) : present ? activeDays14d : whole(0, 0, 1);
        return new Metrics(
                tenure,
                idle,
                sessions7d,
                sessionsPrev7d,
                sessions28d,
                kind == Kind.NEVER_CAME ? 0 : sessions28d + whole(0, 1, 3, 40),
                sessions28d / 4.0,
                baseline,
                baseline > 0 ? Math.max(0, 1 - sessions7d / baseline) : 0,
                Math.min(7, sessions7d),
                activeDays14d,
                activeDays28d,
                active ? whole(1, 29, 30, 31, 200) : present ? whole(1, 3) : 0,
                pick(2.0, 2.5, 3.0, 7.0),
                sessions28d == 0 ? 0 : pick(0.5, 4.9, 5.0, 14.9, 15.0, 30.0, 30.1, 55.0),
                sessions28d == 0 ? 0 : pick(1.0, 6.5, 20.0),
                features30d,
                features7d,
                features30d + whole(0, 0, 2),
                features30d / 10.0,
                kind == Kind.POWERFUL ? whole(3, 4, 12) : whole(0, 0, 1),
                active ? whole(0, 5, 40) : 0,
                active ? whole(0, 1, 20) : 0,
                seldom(1, 2, 9),
                seldom(1, 2),
                seldom(1, 2),
                seldom(1, 4),
                seldom(1, 2),
                seldom(1),
                chance(0.3) ? (Double) pick(0.0, 6.0, 8.0, 9.0, 10.0) : null,
                seldom(1, 2),
                seldom(1, 2, 3),
                seldom(1, 5),
                seldom(1),
                seldom(1, 4),
                chance(0.05) ? 1 : 0,
                chance(0.05) ? 1 : 0,
                chance(0.1) ? 1 : 0,
                seldom(1, 2),
                seldom(1, 2, 3),
                chance(0.08) ? 1 : 0,
                chance(0.12) ? 1 : 0,
                chance(0.15) ? 1 : 0,
                chance(0.08) ? 1 : 0,
                chance(0.1) ? 1 : 0,
                percentile(kind),
                percentile(kind),
                percentile(kind));
    }

    private @Nullable Double percentile(Kind kind) {
        if (chance(0.2) || kind == Kind.GONE || kind == Kind.NEVER_CAME) return null;
        return kind == Kind.POWERFUL ? (Double) pick(89.9, 90.0, 97.5) : (Double) pick(5.0, 50.0, 89.9, 90.0);
    }

    private Set<String> milestones(Kind kind) {
        var share =
                switch (kind) {
                    case POWERFUL, STEADY, GONE, FADING -> 0.6;
                    case JUST_ARRIVED, SETTLING_IN -> 0.3;
                    case NEVER_CAME -> 0.05;
                };
        var reached = new HashSet<String>();
        for (var milestone : MILESTONES) if (chance(share)) reached.add(milestone);
        return Set.copyOf(reached);
    }

    private List<Recommendation> recommendations() {
        var offers = new ArrayList<Recommendation>();
        for (int i = 0; i < whole(0, 1, 2); i++)
            offers.add(new Recommendation(
                    FEATURES.get(5 * i + random.nextInt(5)), FEATURES.get(random.nextInt(10)), 1.62 - i * 0.2));
        return List.copyOf(offers);
    }

    private Contacts contacts() {
        var dismissed = new HashMap<String, Integer>();
        var converted = new HashMap<String, Integer>();
        var shown = new HashMap<String, Integer>();
        for (var action : ACTIONS) {
            if (chance(0.2)) dismissed.put(action, whole(0, 13, 14, 40));
            if (chance(0.1)) converted.put(action, whole(0, 89, 90, 91));
            if (chance(0.3)) shown.put(action, whole(1, 2, 3, 4));
        }
        return new RecordedContacts(Map.copyOf(dismissed), Map.copyOf(converted), Map.copyOf(shown));
    }

    private record RecordedContacts(
            Map<String, Integer> dismissed, Map<String, Integer> converted, Map<String, Integer> shown)
            implements Contacts {
        @Override
        public @Nullable Integer daysSinceDismissed(String action) {
            return dismissed.get(action);
        }

        @Override
        public @Nullable Integer daysSinceConverted(String action) {
            return converted.get(action);
        }

        @Override
        public int shown(String action, int days) {
            return shown.getOrDefault(action, 0);
        }
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Most often 0. */
    private int seldom(int... otherwise) {
        return chance(0.7) ? 0 : otherwise[random.nextInt(otherwise.length)];
    }

    private int whole(int... values) {
        return values[random.nextInt(values.length)];
    }

    private double pick(double... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
