package io.segue.profiles;

import io.segue.facts.Plan;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads trait values as the types they are meant to be; a text that spells a number or boolean is one. Notes what it cannot. */
final class TraitReader {
    private final String whose;
    private final Map<String, Object> traits;
    private final List<Notice> notices;

    /** @param whose the words a notice begins with */
    TraitReader(String whose, Map<String, Object> traits, List<Notice> notices) {
        this.whose = whose;
        this.traits = traits;
        this.notices = notices;
    }

    @Nullable
    String text(String name) {
        var value = traits.get(name);
        if (value == null || value instanceof String) return (String) value;
        return unreadable(name, value, "a text");
    }

    List<String> texts(String name) {
        var value = traits.get(name);
        if (value == null) return List.of();
        var texts = new ArrayList<String>();
        if (value instanceof List<?> items) for (var item : items) if (item instanceof String text) texts.add(text);
        if (!(value instanceof List<?> items) || texts.size() < items.size())
            unreadable(name, value, "a list of texts");
        return texts;
    }

    /** Anything but a known plan is free; empty only when there is nothing. */
    Optional<Plan> plan(String name) {
        var value = traits.get(name);
        if (value == null) return Optional.empty();
        var plan = value instanceof String text ? Plan.named(text) : Optional.<Plan>empty();
        if (plan.isEmpty())
            notices.add(new Notice(
                    Notice.Kind.UNKNOWN_PLAN,
                    "%s %s is \"%s\", no known plan: counts as free".formatted(whose, name, value)));
        return plan.or(() -> Optional.of(Plan.FREE));
    }

    boolean yes(String name) {
        var value = traits.get(name);
        if (value == null) return false;
        var yes = flag(value);
        if (yes == null) unreadable(name, value, "true or false");
        return Boolean.TRUE.equals(yes);
    }

    /** Null for a value that neither is nor spells true or false. */
    static @Nullable Boolean flag(Object value) {
        if (value instanceof Boolean yes) return yes;
        var word = value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
        return word.equals("true") ? Boolean.TRUE : word.equals("false") ? Boolean.FALSE : null;
    }

    /** A number of things, 0 or more. */
    @Nullable
    Integer whole(String name) {
        var number = amount(name);
        if (number == null) return null;
        if (number != Math.rint(number)) return unreadable(name, number, "a whole number");
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** A number, 0 or more. */
    @Nullable
    Double amount(String name) {
        var value = traits.get(name);
        if (value == null) return null;
        var number = number(value);
        if (number == null) return unreadable(name, value, "a number");
        if (number >= 0) return number + 0.0;
        outOfRange(name, value, "below 0: counts as absent");
        return null;
    }

    /** A number from 0 to 1. */
    @Nullable
    Double share(String name) {
        var number = amount(name);
        if (number == null || number <= 1) return number;
        outOfRange(name, number, "above 1: counts as 1");
        return 1.0;
    }

    /** A moment in ISO-8601; a date, or a time without an offset, is one of the zone. */
    @Nullable
    Instant instant(String name, ZoneId zone) {
        var value = traits.get(name);
        if (value == null) return null;
        if (value instanceof String text) {
            var moment = moment(text.strip(), zone);
            if (moment != null) return moment;
        }
        return unreadable(name, value, "a date or an instant in ISO-8601");
    }

    private static @Nullable Instant moment(String text, ZoneId zone) {
        try {
            if (text.indexOf('T') < 0 && text.indexOf('t') < 0)
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                return LocalDateTime.parse(text).atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Double number(Object value) {
        try {
            if (value instanceof Number number) return number.doubleValue();
            if (value instanceof String text) return finite(new BigDecimal(text.strip()).doubleValue());
            return null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? (Double) number : null;
    }

    private <T> @Nullable T unreadable(String name, Object value, String expected) {
        notices.add(new Notice(
                Notice.Kind.UNREADABLE_TRAIT,
                "%s %s is \"%s\", not %s: counts as absent".formatted(whose, name, value, expected)));
        return null;
    }

    private void outOfRange(String name, Object value, String how) {
        notices.add(new Notice(Notice.Kind.OUT_OF_RANGE, "%s %s is %s, %s".formatted(whose, name, value, how)));
    }
}
