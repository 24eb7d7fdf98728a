package io.segue.api;

import io.segue.api.BadRequest.Fault;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a body, taken out by type. What is wrong with them is noted, and told all at once by {@link #check}. */
final class Fields {
    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_PERCENT = 100;

    private final Map<String, Object> values;
    private final List<Fault> faults = new ArrayList<>();

    /** @param known the fields there may be */
    Fields(Map<String, Object> values, String... known) {
        this.values = values;
        var names = Set.of(known);
        for (var name : values.keySet())
            if (!names.contains(name)) wrong("/" + escaped(name), "is no field that is known here");
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Notes that the value at a pointer is wrong. */
    void wrong(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }

    /** A text of 1 to so many characters that is not blank; null, and noted, for anything else. */
    @Nullable
    String text(String name, int longest) {
        if (values.get(name) instanceof String text && !text.isBlank() && text.length() <= longest) return text;
        wrong("/" + name, "is %s; expected a text of 1 to %d characters".formatted(shown(values.get(name)), longest));
        return null;
    }

    /** A list of ids or names, each of 1 to 256 characters; empty when it is missing. */
    List<String> texts(String name) {
        var value = values.get(name);
        if (value == null) return List.of();
        if (!(value instanceof List<?> list)) {
            wrong("/" + name, "is %s; expected a list of texts".formatted(shown(value)));
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text && !text.isBlank() && text.length() <= LONGEST_NAME) texts.add(text);
            else
                wrong(
                        "/%s/%d".formatted(name, i),
                        "is %s; expected a text of 1 to %d characters".formatted(shown(list.get(i)), LONGEST_NAME));
        }
        return texts;
    }

    /** Percentages by name; empty when it is missing. */
    Map<String, Double> percentages(String name) {
        var value = values.get(name);
        if (value == null) return Map.of();
        var percentages = new HashMap<String, Double>();
        if (value instanceof Map<?, ?> numbers)
            numbers.forEach((key, percent) -> {
                if (percent instanceof Number number
                        && number.doubleValue() >= 0
                        && number.doubleValue() <= MOST_PERCENT)
                    percentages.put(String.valueOf(key), number.doubleValue());
                else
                    wrong(
                            "/%s/%s".formatted(name, escaped(String.valueOf(key))),
                            "is %s; expected a percentage, 0 to 100".formatted(shown(percent)));
            });
        else wrong("/" + name, "is %s; expected percentages by decision".formatted(shown(value)));
        return percentages;
    }

    /** A whole number from least to most; null when it is missing. */
    @Nullable
    Long whole(String name, long least, long most) {
        var value = values.get(name);
        if (value == null) return null;
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= most) return ((Number) value).longValue();
        wrong("/" + name, "is %s; expected a whole number, %d to %d".formatted(shown(value), least, most));
        return null;
    }

    /** An instant; null when it is missing. */
    @Nullable
    Instant instant(String name) {
        var value = values.get(name);
        if (value == null) return null;
        try {
            if (value instanceof String text) return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            // told below
        }
        wrong("/" + name, "is %s; expected an instant such as 2027-06-30T12:00:00Z".formatted(shown(value)));
        return null;
    }

    private static String shown(@Nullable Object value) {
        if (value == null) return "missing";
        if (value instanceof Map) return "an object";
        if (value instanceof List) return "a list";
        var text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** @throws BadRequest with everything that was noted, if anything was */
    void check() {
        if (!faults.isEmpty()) throw BadRequest.of(faults);
    }
}
