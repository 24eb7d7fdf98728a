package io.segue.publication;

import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Role;
import io.segue.rules.Condition.Operator;
import io.segue.tables.Cell;
import io.segue.tables.Sketch;
import io.segue.tables.Sketch.Entry;
import io.segue.tables.Sketch.Format;
import io.segue.tables.Sketch.Insistence;
import io.segue.tables.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a column is shown, what is said of it, and what can be typed into it. */
final class ColumnGuide {
    private static final int NARROW = 16;
    private static final int WIDE = 34;
    private static final int MESSAGE = 52;
    private static final int LONG_TEXT = 60;
    private static final double NO_BOUND = 1e9;

    private final Page sheet;
    private final Column column;
    private final KnownValues known;
    private final List<String> tables;
    private final Optional<Words.Value> words;

    /** @param tables the decision tables of the workbook, which cases may name */
    ColumnGuide(Page sheet, Column column, KnownValues known, List<String> tables) {
        this.sheet = sheet;
        this.column = column;
        this.known = known;
        this.tables = tables;
        this.words = Words.value(label());
    }

    Sketch.Column guide() {
        var help = Stream.of(Optional.of(column.label()), meaning(), Optional.of(demand()), limits())
                .flatMap(Optional::stream)
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
        return new Sketch.Column(width(), format(), String.join("\n", help), entry());
    }

    Format format() {
        if (column.type() instanceof ValueType.Whole) return Format.WHOLE;
        if (!(column.type() instanceof ValueType.Number)) return Format.TEXT;
        return words.filter(value -> value.most() == 1).isPresent() ? Format.SHARE : Format.NUMBER;
    }

    /** The name under which the value is known: in a table by what it compares, in cases by the header. */
    private String label() {
        var operand = column.operand();
        return operand != null ? operand.label() : column.label();
    }

    private Optional<String> meaning() {
        if (sheet.kind() == Kind.CASES) return words.map(this::told);
        if (column.role() == Role.NAME) return Optional.of("What the row is called: reasons and Cases name it.");
        var output = column.output();
        var topic = sheet.topic();
        if (output != null && topic != null) return Words.output(topic.name(), output);
        return column.role() == Role.VALUE ? Words.list(sheet.name(), column.label()) : words.map(this::told);
    }

    private String told(Words.Value value) {
        var range = value.least() == Double.NEGATIVE_INFINITY
                ? ""
                : ", " + plain(value.least())
                        + (value.most() == Double.POSITIVE_INFINITY ? " or more" : " to " + plain(value.most()));
        return "%s (%s%s)".formatted(value.meaning(), value.unit(), range);
    }

    /** What a cell of it does. */
    private String demand() {
        if (sheet.kind() == Kind.CASES) return demandOfCase();
        var operator = column.operator();
        if (column.role() == Role.CONDITION && operator != null) return asked(operator) + " Blank: any value.";
        return switch (column.role()) {
            case CONDITION -> "Blank: any value.";
            case NAME -> "Each name once on the sheet.";
            case CONCLUSION -> "What the row gives.";
            case VALUE -> column.several() ? "Several are separated by commas." : "";
        };
    }

    private String demandOfCase() {
        return switch (column.label()) {
            case "Case" -> "What the example shows.";
            case "Sheet" -> "The table that is asked.";
            case "Expect" ->
                "Name of the row that is taken; where every row that matches counts, all of them, separated by semicolons; none when no row matches.";
            default -> "What is given. Blank: as of a user of whom nothing is known.";
        };
    }

    private static String asked(Operator operator) {
        return switch (operator) {
            case AT_LEAST -> "Holds when the value is this or more.";
            case AT_MOST -> "Holds when the value is this or less.";
            case MORE_THAN -> "Holds when the value is more than this.";
            case BELOW -> "Holds when the value is less than this.";
            case IS -> "Holds when the value is exactly this.";
            case ONE_OF -> "Holds when the value is one of these, separated by commas.";
            case HAS -> "Holds when this is among the user's.";
            case MISSING -> "X: holds when the value is not known.";
        };
    }

    private Optional<String> limits() {
        if (format() == Format.SHARE) return Optional.of("A share: 0.7 and 70% are the same.");
        var values = values();
        if (values.isEmpty() || column.operator() == Operator.MISSING) return Optional.empty();
        return Optional.of("Known: " + String.join(", ", values));
    }

    /** The values on offer; empty when anything may come. */
    private List<String> values() {
        if (sheet.kind() == Kind.CASES && column.label().equals("Sheet")) return tables;
        if (!column.values().isEmpty()) return column.values();
        var operand = column.operand();
        var produced = known.of(operand != null ? operand.path() : column.label());
        if (!produced.isEmpty()) return produced;
        var word = column.role() == Role.CONCLUSION
                && column.type() instanceof ValueType.Text text
                && text.longest() <= LONG_TEXT;
        return word || column.role() == Role.CONDITION && format() == Format.TEXT
                ? KnownValues.cells(sheet, column).stream()
                        .filter(value -> !column.several() || !value.contains(","))
                        .toList()
                : List.of();
    }

    private @Nullable Entry entry() {
        var values = values();
        if (!values.isEmpty()) return new Entry.Choice(values, insistence(), prompt(values));
        if (column.type() instanceof ValueType.Whole whole) return range(true, whole.least(), whole.most());
        if (column.type() instanceof ValueType.Number number) return range(false, number.least(), number.most());
        if (column.type() instanceof ValueType.Text text && text.longest() <= MOST_TEXT)
            return new Entry.Length(text.longest(), prompt(values));
        return prompt(values).isEmpty() ? null : new Entry.Length(MOST_TEXT, prompt(values));
    }

    private static final int MOST_TEXT = 32_000;

    private Insistence insistence() {
        if (column.several()) return Insistence.OFFER;
        if (!column.values().isEmpty()) return Insistence.ONLY;
        if (sheet.kind() == Kind.CASES && column.label().equals("Sheet")) return Insistence.ONLY;
        // a word that no table concludes yet may come with another table of the same release
        var operand = column.operand();
        return operand != null && !known.of(operand.path()).isEmpty() ? Insistence.ASK : Insistence.OFFER;
    }

    private Entry range(boolean whole, double least, double most) {
        var low = words.map(Words.Value::least).orElse(Double.NEGATIVE_INFINITY);
        var high = words.map(Words.Value::most).orElse(Double.POSITIVE_INFINITY);
        // a threshold just beyond what a value can be is odd, but says something: below 101 holds always
        if (column.role() == Role.CONDITION && whole && high < NO_BOUND) high += 1;
        return new Entry.Range(
                whole,
                Math.max(Math.max(least, low), -NO_BOUND),
                Math.min(Math.min(most, high), NO_BOUND),
                prompt(List.of()));
    }

    private String prompt(List<String> values) {
        var said = new ArrayList<String>();
        said.add(demand());
        words.map(this::unitOf).ifPresent(said::add);
        if (format() == Format.SHARE) said.add("A share: 0.7 and 70% are the same.");
        if (column.several() && !values.isEmpty()) said.add("Known: " + String.join(", ", values));
        return String.join(" ", said).strip();
    }

    private String unitOf(Words.Value value) {
        if (value.least() == Double.NEGATIVE_INFINITY) return "";
        return "In %s, %s%s."
                .formatted(
                        value.unit(),
                        plain(value.least()),
                        value.most() == Double.POSITIVE_INFINITY ? " or more" : " to " + plain(value.most()));
    }

    private static String plain(double number) {
        return new Cell(0, 0, number).text();
    }

    private int width() {
        if (column.role() == Role.NAME) return 30;
        if (sheet.kind() == Kind.CASES && column.label().equals("Case")) return 44;
        if (sheet.kind() == Kind.CASES && column.label().equals("Expect")) return WIDE;
        if (format() != Format.TEXT || column.type() instanceof ValueType.YesNo) return NARROW;
        int longest = KnownValues.cells(sheet, column).stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        if (longest > WIDE + NARROW) return MESSAGE;
        return Math.max(NARROW, Math.min(WIDE, longest + 4));
    }
}
