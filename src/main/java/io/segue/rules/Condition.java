package io.segue.rules;

import io.segue.facts.Cadence;
import io.segue.facts.Plan;
import io.segue.tables.Cell;
import io.segue.tables.ValueType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one cell demands of a fact.
 *
 * @param value of a type that {@link Shape#cellType()} reads; null for {@link Operator#MISSING}
 */
public record Condition(Shape shape, @Nullable Object value) {
    /** How a value is compared. */
    public enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        MORE_THAN(">"),
        BELOW("<"),
        IS("=="),
        ONE_OF("in"),
        HAS("contains"),
        MISSING("== null");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }
    }

    /** A column's code cell, {@code metrics.sessions7d >= $param}: what is compared and how, without the value. */
    public record Shape(Operand operand, Operator operator) {
        private static final Pattern CODE =
                Pattern.compile("([A-Za-z0-9.]+) (>=|<=|>|<|==|in|contains) \\$param|([A-Za-z0-9.]+) (== null)");

        /** Reads a code cell for a fact; anything but exactly this grammar, over values the fact has, is empty. */
        static Optional<Shape> parse(Class<?> fact, String code) {
            var parts = CODE.matcher(code.strip());
            if (!parts.matches()) return Optional.empty();
            var missing = parts.group(3) != null;
            var symbol = parts.group(missing ? 4 : 2);
            var operator = Arrays.stream(Operator.values())
                    .filter(known -> known.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow();
            return Operand.of(fact, parts.group(missing ? 3 : 1))
                    .map(operand -> new Shape(operand, operator))
                    .filter(Shape::sensible);
        }

        private boolean sensible() {
            return switch (operator) {
                case AT_LEAST, AT_MOST, MORE_THAN, BELOW -> operand.number();
                case HAS -> operand.type() == Set.class;
                case MISSING -> operand.nullable();
                case ONE_OF -> operand.type() == String.class || operand.type().isEnum();
                case IS ->
                    operand.type() != Set.class
                            && operand.type() != List.class
                            && !operand.type().isRecord();
            };
        }

        /** As a code cell for Drools, made anew from what was understood. */
        public String code() {
            return switch (operator) {
                case MISSING -> operand.path() + " == $param";
                case ONE_OF -> operand.path() + " in ($param)";
                default -> operand.path() + " " + operator.symbol + " $param";
            };
        }

        /** What the cells of the column may hold. */
        ValueType cellType() {
            if (operator == Operator.MISSING) return new ValueType.OneOf(List.of("X"));
            if (operand.wholeNumber()) return new ValueType.Whole(-1_000_000_000, 1_000_000_000);
            if (operand.number()) return new ValueType.Number(-1e12, 1e12);
            if (operand.type() == boolean.class) return new ValueType.YesNo();
            ValueType item = operand.type().isEnum()
                    ? new ValueType.OneOf(Arrays.stream(operand.type().getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .toList())
                    : new ValueType.Text(100);
            return operator == Operator.ONE_OF ? new ValueType.ListOf(item) : item;
        }
    }

    /** The value as DRL literals of its type, never the text of a cell. */
    public String literal() {
        if (shape.operator == Operator.MISSING) return "null";
        if (shape.operator == Operator.ONE_OF)
            return ((Collection<?>) wanted()).stream().map(this::literal).collect(Collectors.joining(", "));
        return literal(wanted());
    }

    private Object wanted() {
        if (value == null) throw new IllegalStateException("no value for " + shape);
        return value;
    }

    private String literal(Object item) {
        if (shape.operand.type() == Plan.class) return "Plan." + item.toString().toUpperCase(Locale.ROOT);
        if (shape.operand.type() == Cadence.class)
            return "Cadence." + item.toString().toUpperCase(Locale.ROOT);
        if (item instanceof String text) return Literals.text(text);
        if (item instanceof Double number) return Literals.number(number);
        return item.toString();
    }

    /** In words, {@code at least 5}. */
    String told() {
        if (shape.operator == Operator.MISSING) return "not known";
        return "%s %s"
                .formatted(
                        shape.operator.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        new Cell(0, 0, wanted()).text());
    }

    /** The values that it asks for by name. */
    List<Asked> asks() {
        var named =
                shape.operator == Operator.IS || shape.operator == Operator.ONE_OF || shape.operator == Operator.HAS;
        if (!named || value == null) return List.of();
        var items = value instanceof Collection<?> several ? several : List.of(value);
        return items.stream()
                .map(item -> new Asked(shape.operand.path(), String.valueOf(item), shape))
                .toList();
    }

    /** Whether a value of the operand meets the demand. Null meets none but MISSING. */
    public boolean holds(@Nullable Object actual) {
        if (shape.operator == Operator.MISSING) return actual == null;
        if (actual == null) return false;
        return switch (shape.operator) {
            case AT_LEAST -> number(actual) >= number(wanted());
            case AT_MOST -> number(actual) <= number(wanted());
            case MORE_THAN -> number(actual) > number(wanted());
            case BELOW -> number(actual) < number(wanted());
            case IS -> shape.operand.number() ? number(actual) == number(wanted()) : same(actual, wanted());
            case ONE_OF -> ((Collection<?>) wanted()).stream().anyMatch(item -> same(actual, item));
            case HAS -> ((Collection<?>) actual).contains(wanted());
            case MISSING -> false;
        };
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private boolean same(Object actual, Object item) {
        return shape.operand.type().isEnum()
                ? actual.toString().equalsIgnoreCase(item.toString())
                : actual.equals(item);
    }
}
