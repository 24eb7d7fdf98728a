package io.segue.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a column's cells may hold, and how a cell is read as it. */
public sealed interface ValueType {
    /** The value of a cell that is not blank, or why it is none. */
    Reading read(Cell cell);

    /**
     * What came of reading a cell: exactly one of the two is null.
     *
     * @param value what was read
     * @param wrong what is wrong with the cell and what is expected
     */
    record Reading(@Nullable Object value, @Nullable String wrong) {
        static Reading of(Object value) {
            return new Reading(value, null);
        }
    }

    /** Any number, read as Double. */
    record Number(double least, double most) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var number = number(cell.value());
            if (number == null) return wrong(cell, "is not a number. Write one in digits, such as 30");
            if (number < least || number > most)
                return wrong(cell, "is out of range, expected %s".formatted(range(least, most)));
            return Reading.of(number);
        }
    }

    /** A whole number, read as Integer. */
    record Whole(int least, int most) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var number = number(cell.value());
            if (number == null || number != Math.rint(number))
                return wrong(cell, "is not a whole number. Write one in digits, such as 30");
            if (number < least || number > most)
                return wrong(cell, "is out of range, expected %s".formatted(range(least, most)));
            return Reading.of(number.intValue());
        }
    }

    /** Yes or no, read as Boolean; true, false and x are understood too. */
    record YesNo() implements ValueType {
        @Override
        public Reading read(Cell cell) {
            return switch (cell.text().strip().toLowerCase(Locale.ROOT)) {
                case "yes", "true", "x" -> Reading.of(true);
                case "no", "false" -> Reading.of(false);
                default -> wrong(cell, "is neither yes nor no");
            };
        }
    }

    /** Text of at most so many characters, surrounding space dropped, read as String. */
    record Text(int longest) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var text = cell.text().strip();
            if (text.length() > longest) return wrong(cell, "is longer than %d characters".formatted(longest));
            if (text.codePoints()
                    .anyMatch(c -> Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT))
                return wrong(cell, "holds a character that can't be seen; type the text anew");
            return Reading.of(text);
        }
    }

    /** One of a closed set, matched in any case, read as the String of the set. */
    record OneOf(List<String> values) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var text = cell.text().strip();
            return match(text).map(Reading::of).orElseGet(() -> wrong(cell, "is none of " + String.join(", ", values)));
        }

        Optional<String> match(String text) {
            return values.stream().filter(value -> value.equalsIgnoreCase(text)).findFirst();
        }
    }

    /** Several of another type of text, separated by commas, read as a List of its values without repeats. */
    record ListOf(ValueType item) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var readings = Arrays.stream(cell.text().split(",", -1))
                    .map(part -> part.isBlank()
                            ? wrong(cell, "has an empty place between its commas")
                            : item.read(new Cell(cell.column(), cell.row(), part.strip())))
                    .toList();
            return readings.stream()
                    .filter(reading -> reading.wrong() != null)
                    .findFirst()
                    .orElseGet(() -> Reading.of(readings.stream()
                            .map(Reading::value)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList()));
        }
    }

    static ValueType text() {
        return new Text(500);
    }

    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Double number) return number;
        if (!(value instanceof String text)) return null;
        // 007 and 1e3 are more likely a slip than a number that somebody means
        return text.strip().matches("-?(0|[1-9]\\d{0,14})(\\.\\d{1,10})?") ? Double.valueOf(text.strip()) : null;
    }

    private static Reading wrong(Cell cell, String detail) {
        return new Reading(null, "\"%s\" %s".formatted(cell.text(), detail));
    }

    private static String range(double least, double most) {
        if (most >= Integer.MAX_VALUE) return Cell.plainNumber(least) + " or more";
        return Cell.plainNumber(least) + " to " + Cell.plainNumber(most);
    }
}
