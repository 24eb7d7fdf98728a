package io.segue.openapi;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spellings. */
final class Words {
    private Words() {}

    /** NO_WRITE_KEY as NoWriteKey. */
    static String camelCase(String constant) {
        return Arrays.stream(constant.split("_"))
                .map(word -> capitalized(word.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining());
    }

    static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** What begins with a plain word, as a sentence of its own. */
    static String sentence(String text) {
        var capital = text.matches("(?s)[a-z]+\\b[^(].*|[a-z]+") ? capitalized(text) : text;
        return capital.matches("(?s).*[.!?]$") ? capital : capital + ".";
    }

    /** `a`, `b` or `c`. */
    static String either(Collection<String> codes) {
        var quoted = codes.stream().map("`%s`"::formatted).toList();
        int last = quoted.size() - 1;
        return last == 0 ? quoted.get(0) : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }
}
