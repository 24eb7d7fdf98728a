package io.segue.tracking;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads JSON values that senders may have spelled as text: "true", "9" and "Negative" are what they spell. */
final class SpelledValues {
    private static final int LONGEST_NUMBER = 40;

    private SpelledValues() {}

    /** The text as it is, or a number's shortest decimal digits (5 for 5.0); null for blank text and everything else. */
    static @Nullable String key(@Nullable Object value) {
        if (value instanceof String text) return text.isBlank() ? null : text;
        if (value instanceof Number number)
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        return null;
    }

    /** Null when the value is neither a number nor text that spells one in decimal digits, surrounding space aside. */
    static @Nullable Double number(@Nullable Object value) {
        var spelled = value instanceof Number ? value.toString() : value instanceof String text ? text.strip() : "";
        if (spelled.isEmpty() || spelled.length() > LONGEST_NUMBER) return null;
        try {
            double number = new BigDecimal(spelled).doubleValue();
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || isWord("true", value);
    }

    /** Whether the value is the word, in any case and surrounding space aside. */
    static boolean isWord(String word, @Nullable Object value) {
        return value instanceof String text && text.strip().equalsIgnoreCase(word);
    }
}
