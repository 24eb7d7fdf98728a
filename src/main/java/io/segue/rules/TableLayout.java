package io.segue.rules;

import io.segue.rules.Condition.Operator;
import io.segue.rules.Condition.Shape;
import io.segue.tables.Cell;
import io.segue.tables.Sheet;
import io.segue.tables.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a sheet that is laid out as a decision table is made up, as far as that can be told: for reading, comparing and writing
 * it, whether or not what it says can be used. A table that decides is read and checked elsewhere.
 *
 * @param properties the rows above the columns, in their order; the last one's word is RuleTable
 * @param topic      null when what it decides is no decision
 * @param policy     null when the hit policy is none
 * @param fact       what the row of facts names, such as {@code Evidence}; empty when blank
 * @param columns    those with a kind, from left to right
 * @param rows       those of data
 */
public record TableLayout(
        List<Property> properties,
        @Nullable Topic topic,
        @Nullable HitPolicy policy,
        String fact,
        List<Column> columns,
        List<Sheet.Row> rows) {

    private static final Pattern OUTPUT = Pattern.compile("conclusions\\.set\\(\"([A-Za-z]+)\", \\$param\\);");
    private static final ValueType UNTYPED = new ValueType.Text(100_000);

    /** What a column is for. */
    public enum Kind {
        NAME,
        CONDITION,
        ACTION
    }

    /**
     * A row above the columns.
     *
     * @param row   1-based
     * @param value empty when blank
     */
    public record Property(int row, String word, String value) {}

    /**
     * One column.
     *
     * @param place    0-based
     * @param code     its code cell as it stands; empty when blank
     * @param header   empty when blank
     * @param type     what its cells may hold; any text when the code cell is not understood
     * @param operand  what a condition compares; null for other columns and when the code cell is not understood
     * @param operator how; null as the operand is
     * @param output   what an action sets; null for other columns and when the code cell is not understood
     */
    public record Column(
            int place,
            Kind kind,
            String code,
            String header,
            ValueType type,
            @Nullable Operand operand,
            @Nullable Operator operator,
            @Nullable String output) {}

    /** The layout of a sheet; empty when it is not laid out as a decision table or ends before its headers. */
    public static Optional<TableLayout> of(Sheet sheet) {
        if (!sheet.isRuleTable()) return Optional.empty();
        var properties = new ArrayList<Property>();
        int start = properties(sheet, properties);
        if (start < 0 || sheet.rows().size() < start + 5) return Optional.empty();
        var topic = valueOf("decision", properties).flatMap(Topic::named);
        var policy = valueOf("hit policy", properties).flatMap(HitPolicy::named);
        var fact = sheet.rows().get(start + 2).cells().stream()
                .filter(cell -> !cell.blank())
                .map(cell -> cell.text().strip())
                .findFirst()
                .orElse("");
        var columns = columns(sheet, start, topic.orElse(null), fact);
        var data = sheet.rows().subList(start + 5, sheet.rows().size());
        return Optional.of(new TableLayout(
                List.copyOf(properties), topic.orElse(null), policy.orElse(null), fact, columns, List.copyOf(data)));
    }

    private static int properties(Sheet sheet, List<Property> properties) {
        for (int i = 0; i < sheet.rows().size(); i++) {
            var row = sheet.rows().get(i);
            var word = row.at(0).text().strip();
            if (word.startsWith("RuleTable")) {
                properties.add(new Property(
                        row.number(),
                        "RuleTable",
                        word.substring("RuleTable".length()).strip()));
                return i;
            }
            if (!word.isEmpty())
                properties.add(new Property(
                        row.number(), word, row.at(1).text().strip().replaceAll("\\s+", " ")));
        }
        return -1;
    }

    private static Optional<String> valueOf(String word, List<Property> properties) {
        return properties.stream()
                .filter(property -> property.word().toLowerCase(Locale.ROOT).equals(word))
                .map(Property::value)
                .findFirst();
    }

    private static List<Column> columns(Sheet sheet, int start, @Nullable Topic topic, String fact) {
        var columns = new ArrayList<Column>();
        var codes = sheet.rows().get(start + 3);
        var headers = sheet.rows().get(start + 4);
        for (var cell : sheet.rows().get(start + 1).cells()) {
            var word = cell.text().strip();
            for (var kind : Kind.values())
                if (kind.name().equals(word))
                    columns.add(column(kind, codes.at(cell.column()), headers.at(cell.column()), topic, fact));
        }
        return List.copyOf(columns);
    }

    private static Column column(Kind kind, Cell codeCell, Cell headerCell, @Nullable Topic topic, String fact) {
        var code = codeCell.text().strip();
        var header = headerCell.text().strip();
        int place = codeCell.column();
        if (kind == Kind.NAME) return new Column(place, kind, code, header, new ValueType.Text(80), null, null, null);
        if (kind == Kind.CONDITION) {
            var shape = Stage.ofFact(fact).flatMap(stage -> Shape.parse(stage.fact(), code));
            return new Column(
                    place,
                    kind,
                    code,
                    header,
                    shape.map(Shape::cellType).orElse(UNTYPED),
                    shape.map(Shape::operand).orElse(null),
                    shape.map(Shape::operator).orElse(null),
                    null);
        }
        var parts = OUTPUT.matcher(code);
        var output = topic == null || !parts.matches()
                ? Optional.<io.segue.tables.Listing.Column>empty()
                : topic.outputs().stream()
                        .filter(known -> known.header().equals(parts.group(1)))
                        .findFirst();
        return new Column(
                place,
                kind,
                code,
                header,
                output.map(known -> known.type()).orElse(UNTYPED),
                null,
                null,
                output.map(known -> known.header()).orElse(null));
    }

    /**
     * What a case may give for a value of that name, such as {@code sessions7d}; empty when no fact has it.
     *
     * @param label as reasons name it
     */
    public static Optional<ValueType> given(String label) {
        for (var stage : Stage.values())
            for (var operand : Operand.all(stage.fact()))
                if (operand.label().equals(label)) return Optional.of(given(operand));
        return Optional.empty();
    }

    private static ValueType given(Operand operand) {
        var equal = new Shape(operand, Operator.IS);
        return operand.type() == Set.class ? UNTYPED : equal.cellType();
    }
}
