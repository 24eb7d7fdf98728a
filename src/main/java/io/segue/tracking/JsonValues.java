package io.segue.tracking;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be said of JSON values (text, numbers, booleans, lists, maps and null) without writing them out. */
final class JsonValues {
    private JsonValues() {}

    /** The length in bytes of the value as JSON in UTF-8, without white space; numbers as Java writes them. */
    static long bytes(@Nullable Object value) {
        if (value instanceof String text) return bytes(text);
        if (value instanceof Map<?, ?> map) {
            long bytes = 1 + Math.max(1, map.size()); // braces and commas
            for (var member : map.entrySet())
                bytes += bytes(String.valueOf(member.getKey())) + 1 + bytes(member.getValue());
            return bytes;
        }
        if (value instanceof List<?> list) {
            long bytes = 1 + Math.max(1, list.size()); // brackets and commas
            for (var element : list) bytes += bytes(element);
            return bytes;
        }
        return String.valueOf(value).length();
    }

    private static long bytes(String text) {
        long bytes = 2; // quotes
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\' || unit == '\n' || unit == '\r' || unit == '\t') bytes += 2;
            else if (unit < ' ') bytes += 6;
            else if (unit < 0x80) bytes += 1;
            else if (unit < 0x800 || Character.isSurrogate(unit)) bytes += 2; // a pair of surrogates is 4 bytes
            else bytes += 3;
        }
        return bytes;
    }

    /** Adds a problem for each text, key and number within the value that a database or JSON cannot hold. */
    static void check(@Nullable Object value, String pointer, List<Problem> problems) {
        if (value instanceof String text) {
            check(text, pointer, "", problems);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                var name = String.valueOf(key);
                var at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                check(name, at, "has a name that ", problems);
                check(member, at, problems);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) check(list.get(i), pointer + "/" + i, problems);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            problems.add(new Problem(pointer, "is too large a number"));
        }
    }

    private static void check(String text, String pointer, String whose, List<Problem> problems) {
        if (text.indexOf('\0') >= 0)
            problems.add(new Problem(pointer, whose + "contains the character NUL (\\u0000), which cannot be kept"));
        if (text.codePoints().anyMatch(letter -> Character.getType(letter) == Character.SURROGATE))
            problems.add(new Problem(pointer, whose + "contains half of a character (an unpaired surrogate)"));
    }
}
