package io.segue.decisions;

import io.segue.decisions.Situation.Contacts;
import io.segue.facts.Account;
import io.segue.facts.Metrics;
import io.segue.facts.Plan;
import io.segue.facts.Traits;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts that somebody gives to be decided on: {@code {userId, asOf, traits, metrics, account, milestones}}. Nothing is
 * derived from anything; what is missing or null is as of a user of whom it is not known.
 */
public final class Evaluation {
    /** The most characters that the id of a user has. */
    public static final int LONGEST_ID = 256;

    private static final Set<String> MAY_BE_NEGATIVE = Set.of("tenureDays");
    private static final Set<String> SHARES = Set.of("usageDecline", "featureBreadth30d");
    private static final Set<String> TRAITS = Arrays.stream(Traits.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Traits UNKNOWN =
            new Traits(null, null, null, null, List.of(), null, Plan.FREE, 0, 0, false, false);
    private static final Class<?>[] METRIC_TYPES = Arrays.stream(Metrics.class.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);

    private final List<Fault> faults = new ArrayList<>();

    private Evaluation() {}

    /**
     * What is wrong with one value.
     *
     * @param pointer JSON pointer to it
     * @param detail  what it is and what is expected
     */
    public record Fault(String pointer, String detail) {}

    /** The request can't be decided on; every fault of it is told. */
    public static final class Faulty extends RuntimeException {
        private final transient List<Fault> faults;

        Faulty(List<Fault> faults) {
            super(faults.size() == 1 ? "1 value can't be used" : faults.size() + " values can't be used");
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /**
     * Reads a request.
     *
     * @param now when asOf is missing
     * @throws Faulty when a key is unknown or a value of the wrong type or out of range
     */
    public static Situation read(Map<String, ?> request, Instant now) {
        return new Evaluation().situation(request, now);
    }

    /** The traits with those given in place of theirs. */
    static Traits traits(Map<String, ?> given, Traits otherwise) {
        var reading = new Evaluation();
        var traits = reading.traits(reading.new Part("", given, TRAITS), otherwise);
        if (traits == null || !reading.faults.isEmpty()) throw new Faulty(reading.faults);
        return traits;
    }

    /** The same of a user of whom nothing is known, which tells whether they can be used. */
    static Traits traits(Map<String, ?> given) {
        return traits(given, UNKNOWN);
    }

    /** Names of all traits that can be given. */
    static Set<String> traitNames() {
        return TRAITS;
    }

    private Situation situation(Map<String, ?> request, Instant now) {
        var body = new Part("", request, Set.of("userId", "asOf", "traits", "metrics", "account", "milestones"));
        var userId = body.text("userId");
        if (userId == null && body.absent("userId")) fault("/userId", "is missing; expected a text");
        if (userId != null && (userId.isBlank() || userId.length() > LONGEST_ID))
            fault(
                    "/userId",
                    "has %d characters; expected 1 to %d, not all blank".formatted(userId.length(), LONGEST_ID));
        var asOf = asOf(body, now);
        var traits = traits(body.part("traits", TRAITS), UNKNOWN);
        var metrics = metrics(body.part("metrics", metricNames()));
        var figures = body.part("account", Set.of("activeUsers28d", "pricingViews7d", "members"));
        var account =
                new Account(figures.count("activeUsers28d"), figures.count("pricingViews7d"), figures.count("members"));
        var milestones = Set.copyOf(body.texts("milestones"));
        if (!faults.isEmpty() || userId == null || metrics == null || traits == null) throw new Faulty(faults);
        return new Situation(
                userId,
                asOf,
                metrics,
                traits,
                account,
                null,
                milestones,
                List.of(),
                Contacts.NONE,
                List.of(),
                Permissions.ALL);
    }

    private Instant asOf(Part body, Instant now) {
        var text = body.text("asOf");
        if (text == null) return now;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            fault("/asOf", "\"%s\" is no instant; expected one such as 2026-06-30T12:00:00Z".formatted(text));
            return now;
        }
    }

    /** Those that are missing or null are as they otherwise are. Null when one is at fault. */
    private @Nullable Traits traits(Part given, Traits otherwise) {
        var planName = given.text("plan");
        var plan = planName == null ? otherwise.plan() : Plan.named(planName).orElse(null);
        if (plan == null)
            fault(
                    given.at("plan"),
                    "\"%s\" is no plan; expected free, trial, basic, pro or enterprise".formatted(planName));
        var arr = given.number("arr", Double.MAX_VALUE);
        var usageOfLimit = given.number("usageOfLimit", 1);
        var role = given.text("role");
        var industry = given.text("industry");
        var country = given.text("country");
        var useCase = given.text("useCase");
        var companySize = given.absent("companySize") ? otherwise.companySize() : (Integer) given.count("companySize");
        var techStack = given.absent("techStack") ? otherwise.techStack() : given.texts("techStack");
        var consent = given.absent("marketingConsent") ? otherwise.marketingConsent() : given.flag("marketingConsent");
        var everPaid = given.absent("everPaid") ? otherwise.everPaid() : given.flag("everPaid");
        return plan == null || !faults.isEmpty()
                ? null
                : new Traits(
                        role == null ? otherwise.role() : role,
                        industry == null ? otherwise.industry() : industry,
                        country == null ? otherwise.country() : country,
                        companySize,
                        techStack,
                        useCase == null ? otherwise.useCase() : useCase,
                        plan,
                        arr == null ? otherwise.arr() : arr,
                        usageOfLimit == null ? otherwise.usageOfLimit() : usageOfLimit,
                        consent,
                        everPaid);
    }

    private static Set<String> metricNames() {
        var names = new HashSet<String>();
        for (var component : Metrics.class.getRecordComponents()) names.add(component.getName());
        return names;
    }

    private @Nullable Metrics metrics(Part part) {
        var components = Metrics.class.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++)
            values[i] = metric(part, components[i].getName(), components[i].getType());
        if (!faults.isEmpty()) return null;
        try {
            return Metrics.class.getDeclaredConstructor(METRIC_TYPES).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("metrics were checked and are refused", e);
        }
    }

    private @Nullable Object metric(Part part, String name, Class<?> type) {
        if (type == int.class) return part.count(name);
        if (type == Integer.class) return part.absent(name) ? null : (Integer) part.count(name);
        var number =
                part.number(name, SHARES.contains(name) ? 1 : name.endsWith("Percentile") ? 100 : Double.MAX_VALUE);
        if (name.equals("typicalGapDays")) {
            if (number != null && number <= 0)
                fault("/metrics/typicalGapDays", "is %s; expected above 0".formatted(number));
            return number == null ? 7.0 : number;
        }
        return number == null && type == double.class ? (Double) 0.0 : number;
    }

    private void fault(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }

    /** One object of the request, whose values are taken out by type; what is wrong is noted and read as missing. */
    private final class Part {
        private final String pointer;
        private final Map<String, ?> values;

        Part(String pointer, Map<String, ?> values, Set<String> known) {
            this.pointer = pointer;
            this.values = values;
            values.keySet().stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> fault(at(key), "is no key that is known here"));
        }

        private String at(String key) {
            return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
        }

        boolean absent(String key) {
            return values.get(key) == null;
        }

        private void wrong(String key, String expected) {
            fault(at(key), "is %s; expected %s".formatted(shown(values.get(key)), expected));
        }

        private static String shown(@Nullable Object value) {
            if (value instanceof Map) return "an object";
            if (value instanceof List) return "an array";
            var text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }

        @Nullable
        String text(String key) {
            var value = values.get(key);
            if (value == null || value instanceof String) return (String) value;
            wrong(key, "a text");
            return null;
        }

        boolean flag(String key) {
            var value = values.get(key);
            if (value != null && !(value instanceof Boolean)) wrong(key, "true or false");
            return Boolean.TRUE.equals(value);
        }

        List<String> texts(String key) {
            var value = values.get(key);
            if (value == null) return List.of();
            if (!(value instanceof List<?> list)) {
                wrong(key, "an array of texts");
                return List.of();
            }
            for (int i = 0; i < list.size(); i++)
                if (!(list.get(i) instanceof String))
                    fault(at(key) + "/" + i, "is %s; expected a text".formatted(shown(list.get(i))));
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }

        @Nullable
        Double number(String key, double most) {
            var value = values.get(key);
            if (value == null) return null;
            if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                wrong(key, "a number");
                return null;
            }
            if (number.doubleValue() < 0 || number.doubleValue() > most) {
                wrong(
                        key,
                        most == Double.MAX_VALUE
                                ? "0 or more"
                                : most == 1 ? "a share, 0 to 1" : "0 to %.0f".formatted(most));
                return null;
            }
            return number.doubleValue();
        }

        /** A whole number; 0 when missing. */
        int count(String key) {
            var value = values.get(key);
            if (value == null) return 0;
            if (!(value instanceof Number number)
                    || number.doubleValue() != Math.rint(number.doubleValue())
                    || Math.abs(number.doubleValue()) > Integer.MAX_VALUE) {
                wrong(key, "a whole number");
                return 0;
            }
            if (number.doubleValue() < 0 && !MAY_BE_NEGATIVE.contains(key)) {
                wrong(key, "0 or more");
                return 0;
            }
            return number.intValue();
        }

        Part part(String key, Set<String> known) {
            var value = values.get(key);
            if (value != null && !(value instanceof Map)) wrong(key, "an object");
            @SuppressWarnings("unchecked") // keys of a JSON object are texts
            var inside = value instanceof Map ? (Map<String, ?>) value : Map.<String, Object>of();
            return new Part(at(key), inside, known);
        }
    }
}
