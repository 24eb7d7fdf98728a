package io.segue.tables;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as cells hold them, and what was likely meant by text that is none. */
final class Numbers {
    /** 007 and 1e3 are more likely a slip than a number that somebody means. */
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,10})?");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(,\\d{3})+");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+,\\d{1,2}");
    private static final Pattern SCIENTIFIC = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?e[+-]?\\d{1,2}");
    private static final List<String> WORDS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final List<String> TENS = List.of(
            "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred");

    private Numbers() {}

    /** The number of a cell's value; null when it is none. */
    static @Nullable Double of(@Nullable Object value) {
        if (value instanceof Double number) return number;
        return value instanceof String text && PLAIN.matcher(text.strip()).matches()
                ? Double.valueOf(text.strip())
                : null;
    }

    /** What to write instead, where the type takes it. */
    static String advice(Cell cell, ValueType type) {
        var meant = meant(cell.text());
        return meant != null
                        && type.read(new Cell(cell.column(), cell.row(), meant)).wrong() == null
                ? "Write %s.".formatted(Cell.plainNumber(meant))
                : "Write one in digits, such as 30.";
    }

    /** What is wrong with a number outside those ends, which {@link #range} leaves out where they are very far. */
    static String tooFar(double least, double most) {
        return range(least, most).isEmpty()
                ? "is further from 0 than %s".formatted(Cell.plainNumber(most))
                : "is out of range";
    }

    /** As the end of a sentence, {@code , 0 to 100}; empty for ranges wide enough that nobody meets their ends. */
    static String range(double least, double most) {
        boolean open = most >= 1e9;
        if (open && least <= -1e9) return "";
        return ", " + Cell.plainNumber(least) + (open ? " or more" : " to " + Cell.plainNumber(most));
    }

    private static @Nullable Double meant(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}\\p{Cf}'\"\u2018\u2019\u201c\u201d]", "");
        if (WORDS.contains(text)) return (double) WORDS.indexOf(text);
        if (TENS.contains(text)) return 10.0 * TENS.indexOf(text);
        if (text.endsWith("%")) {
            var percent = of(text.substring(0, text.length() - 1));
            return percent == null ? null : (Double) (percent / 100);
        }
        if (THOUSANDS.matcher(text).matches()) text = text.replace(",", "");
        if (DECIMAL_COMMA.matcher(text).matches()) text = text.replace(',', '.');
        if (SCIENTIFIC.matcher(text).matches()) return Double.valueOf(text);
        return of(text.replaceFirst("^(-?)0+(?=\\d)", "$1"));
    }
}
