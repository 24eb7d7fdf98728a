package io.segue.tracking;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the fields of one message out by their type, and remembers what is wrong with them. For one thread. */
final class Fields {
    private final Map<?, ?> message;
    private final List<Problem> problems = new ArrayList<>();

    Fields(Map<?, ?> message) {
        this.message = message;
    }

    /** Null when the field is absent or null, or not text that can be kept, which is a problem. */
    @Nullable
    String text(String field) {
        var value = message.get(field);
        if (value == null) return null;
        if (!(value instanceof String text)) return refuse(field, "is %s, expected text".formatted(kind(value)));
        if (text.isBlank()) return refuse(field, "is blank");
        int before = problems.size();
        JsonValues.check(text, pointer(field), problems);
        return problems.size() == before ? text : null;
    }

    /** As {@link #text(String)}, of so many characters at most; an integer counts as its digits. */
    @Nullable
    String id(String field, int longest) {
        var value = message.get(field);
        var id = value instanceof Integer || value instanceof Long || value instanceof BigInteger
                ? value.toString()
                : text(field);
        if (id == null) return null;
        int length = id.codePointCount(0, id.length());
        return length <= longest
                ? id
                : refuse(field, "has %d characters, expected %d at most".formatted(length, longest));
    }

    /** As {@link #id(String, int)}, where absence is a problem too. */
    @Nullable
    String required(String field, int longest, String whose) {
        var id = id(field, longest);
        if (id == null && isAbsent(field)) refuse(field, "is missing; %s needs it".formatted(whose));
        return id;
    }

    /** Null when the field is absent or null, or not a time, which is a problem. */
    @Nullable
    Instant instant(String field) {
        var value = message.get(field);
        if (value == null) return null;
        var instant = Timestamps.read(value).orElse(null);
        if (instant == null)
            refuse(
                    field,
                    "is %s; %s".formatted(value instanceof String ? "not a time" : kind(value), Timestamps.EXPECTED));
        return instant;
    }

    /** Empty when the field is absent or null, or not an object that can be kept, which is a problem. */
    Map<String, @Nullable Object> object(String field) {
        return object(message.get(field), pointer(field));
    }

    /** As the other, of a value that was taken out already. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    Map<String, @Nullable Object> object(@Nullable Object value, String pointer) {
        if (value == null) return Map.of();
        if (!(value instanceof Map<?, ?>)) {
            problems.add(new Problem(pointer, "is %s, expected an object".formatted(kind(value))));
            return Map.of();
        }
        JsonValues.check(value, pointer, problems);
        return (Map<String, @Nullable Object>) value;
    }

    /** The value as it came; null when absent. */
    @Nullable
    Object raw(String field) {
        return message.get(field);
    }

    boolean isAbsent(String field) {
        return message.get(field) == null;
    }

    @Nullable
    String refuse(String field, String detail) {
        problems.add(new Problem(pointer(field), detail));
        return null;
    }

    List<Problem> problems() {
        return problems;
    }

    private static String pointer(String field) {
        return "/" + field;
    }

    /** What a JSON value is, with its article. */
    static String kind(@Nullable Object value) {
        if (value == null) return "null";
        if (value instanceof String) return "text";
        if (value instanceof Boolean) return "a boolean";
        if (value instanceof Number) return "a number";
        return value instanceof List<?> ? "a list" : "an object";
    }
}
