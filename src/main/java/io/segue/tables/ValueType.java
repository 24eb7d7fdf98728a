package io.segue.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column's cells may hold, and how a cell is read as it. */
public sealed interface ValueType {
    /** The value of a cell that is not blank, or why it is none. */
    Reading read(Cell cell);

    /** What its cells may hold, in words: {@code a whole number, 0 to 100}. */
    String expected();

    /**
     * What came of reading a cell: exactly one of the two is null.
     *
     * @param value what was read
     * @param wrong what is wrong with the cell
     */
    record Reading(@Nullable Object value, @Nullable Wrong wrong) {
        static Reading of(Object value) {
            return new Reading(value, null);
        }
    }

    /**
     * Why a cell could not be read.
     *
     * @param detail     what is wrong
     * @param expected   what may stand there
     * @param suggestion what to write instead, as a sentence; null when nobody could guess it
     */
    record Wrong(String detail, String expected, @Nullable String suggestion) {}

    /** Any number, read as Double. */
    record Number(double least, double most) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var number = Numbers.of(cell.value());
            if (number == null) return wrong(this, cell, "can't be read as a number", Numbers.advice(cell, this));
            if (number < least || number > most) return wrong(this, cell, Numbers.tooFar(least, most), null);
            return Reading.of(number);
        }

        @Override
        public String expected() {
            return "a number" + Numbers.range(least, most);
        }
    }

    /** A whole number, read as Integer. */
    record Whole(int least, int most) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var number = Numbers.of(cell.value());
            if (number == null) return wrong(this, cell, "can't be read as a number", Numbers.advice(cell, this));
            if (number != Math.rint(number)) return wrong(this, cell, "is not a whole number", null);
            if (number < least || number > most) return wrong(this, cell, Numbers.tooFar(least, most), null);
            return Reading.of(number.intValue());
        }

        @Override
        public String expected() {
            return "a whole number" + Numbers.range(least, most);
        }
    }

    /** Yes or no, read as Boolean; true, false and x are understood too. */
    record YesNo() implements ValueType {
        @Override
        public Reading read(Cell cell) {
            return switch (cell.text().strip().toLowerCase(Locale.ROOT)) {
                case "yes", "true", "x" -> Reading.of(true);
                case "no", "false" -> Reading.of(false);
                default ->
                    wrong(this, cell, "is neither yes nor no", Nearest.advice(cell.text(), List.of("yes", "no")));
            };
        }

        @Override
        public String expected() {
            return "yes or no";
        }
    }

    /** Text of at most so many characters, surrounding space dropped, read as String. */
    record Text(int longest) implements ValueType {
        private static final Pattern TWO_ALPHABETS = Pattern.compile(
                "\\b(?=\\w*\\p{IsLatin})(?=\\w*[\\p{IsCyrillic}\\p{IsGreek}])\\w+", Pattern.UNICODE_CHARACTER_CLASS);

        @Override
        public Reading read(Cell cell) {
            var text = cell.text().strip();
            if (text.length() > longest)
                return wrong(this, cell, "is longer than %d characters".formatted(longest), null);
            if (text.codePoints()
                            .anyMatch(c ->
                                    Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT)
                    || Character.isSpaceChar(text.charAt(0))
                    || Character.isSpaceChar(text.charAt(text.length() - 1)))
                return wrong(this, cell, "holds a character that can't be seen", "Type the text anew.");
            var mixed = TWO_ALPHABETS.matcher(text);
            // a Cyrillic letter that looks like a Latin one makes another word of it, which nobody could see
            if (mixed.find())
                return wrong(
                        this,
                        cell,
                        "mixes letters of two alphabets in \"%s\"".formatted(Problem.cut(mixed.group(), 30)),
                        "Type the word anew.");
            return Reading.of(text);
        }

        @Override
        public String expected() {
            return "text of at most %d characters".formatted(longest);
        }
    }

    /** One of a closed set, matched in any case, read as the String of the set. */
    record OneOf(List<String> values) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var text = cell.text().strip();
            return match(text)
                    .map(Reading::of)
                    .orElseGet(() -> wrong(this, cell, "is not known here", Nearest.advice(text, values)));
        }

        Optional<String> match(String text) {
            return values.stream().filter(value -> value.equalsIgnoreCase(text)).findFirst();
        }

        @Override
        public String expected() {
            return values.size() == 1 ? values.get(0) + " or nothing" : "one of " + String.join(", ", values);
        }
    }

    /** Several of another type of text, separated by commas, read as a List of its values without repeats. */
    record ListOf(ValueType item) implements ValueType {
        @Override
        public Reading read(Cell cell) {
            var readings = Arrays.stream(cell.text().split(",", -1))
                    .map(part -> part.isBlank()
                            ? wrong(this, cell, "has an empty place between its commas", null)
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

        @Override
        public String expected() {
            return item.expected() + ", separated by commas";
        }
    }

    static ValueType text() {
        return new Text(500);
    }

    private static Reading wrong(ValueType type, Cell cell, String detail, @Nullable String suggestion) {
        return new Reading(null, new Wrong("%s %s".formatted(cell.quoted(), detail), type.expected(), suggestion));
    }
}
