package io.segue.rules;

import io.segue.facts.Cadence;
import io.segue.facts.Plan;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a fact of a few given values, for cases; what is not given is as of a user of whom nothing is known. Values are named
 * as reasons name them: {@code sessions7d}, {@code plan}, {@code account.activeUsers28d}, {@code engagement}.
 */
final class Facts {
    private final Map<String, Object> given;
    private final Set<String> used = new HashSet<>();

    private Facts(Map<String, Object> given) {
        this.given = given;
    }

    /** What may be given for the fact of a stage. */
    static Set<String> names(Stage stage) {
        var names = new LinkedHashSet<String>();
        names(stage.fact(), "", names);
        return names;
    }

    private static void names(Class<?> type, String prefix, Set<String> names) {
        for (var component : type.getRecordComponents())
            if (!component.getType().isRecord()) names.add(prefix + component.getName());
            else names(component.getType(), prefix(component), names);
    }

    private static String prefix(RecordComponent component) {
        return Operand.PLAIN.contains(component.getName()) ? "" : component.getName() + ".";
    }

    /** A given value that its fact can't have. */
    static final class WrongValue extends IllegalArgumentException {
        private final String given;

        WrongValue(String given, String detail) {
            super(detail);
            this.given = given;
        }

        /** The name of the value. */
        String given() {
            return given;
        }
    }

    /** @throws IllegalArgumentException naming each value that the fact does not have, or one of the wrong type */
    static Record of(Stage stage, Map<String, Object> given) {
        var facts = new Facts(given);
        var fact = facts.make(stage.fact(), "");
        var unknown = new LinkedHashSet<>(given.keySet());
        unknown.removeAll(facts.used);
        if (!unknown.isEmpty())
            throw new IllegalArgumentException(
                    "%s has no %s".formatted(stage.fact().getSimpleName(), String.join(", ", unknown)));
        return fact;
    }

    private Record make(Class<? extends Record> type, String prefix) {
        var components = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> value(component, prefix))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    Optional.ofNullable(e.getCause()).orElse(e).getMessage(), e);
        }
    }

    private @Nullable Object value(RecordComponent component, String prefix) {
        var type = component.getType();
        if (type.isRecord()) return make(type.asSubclass(Record.class), prefix(component));
        var name = prefix + component.getName();
        var value = given.get(name);
        if (value == null) return unknown(component);
        used.add(name);
        return typed(name, type, value);
    }

    private static @Nullable Object unknown(RecordComponent component) {
        var type = component.getType();
        if (component.getName().equals("typicalGapDays")) return 7.0;
        if (type == int.class) return 0;
        if (type == double.class) return 0.0;
        if (type == boolean.class) return false;
        if (type == Plan.class) return Plan.FREE;
        if (type == Cadence.class) return Cadence.WEEKLY;
        if (type == List.class) return List.of();
        if (type == Set.class) return Set.of();
        return null;
    }

    private static Object typed(String name, Class<?> type, Object value) {
        if (value instanceof Number number
                && (type == int.class || type == Integer.class)
                && number.doubleValue() == number.intValue()) return number.intValue();
        if (value instanceof Number number && (type == double.class || type == Double.class))
            return number.doubleValue();
        if (value instanceof Boolean && type == boolean.class) return value;
        if (value instanceof String text) {
            if (type == String.class) return text;
            if (type == boolean.class && Set.of("yes", "no").contains(text.toLowerCase(Locale.ROOT)))
                return text.equalsIgnoreCase("yes");
            if (type == Plan.class && Plan.named(text).isPresent())
                return Plan.named(text).get();
            if (type == Cadence.class)
                for (var cadence : Cadence.values()) if (cadence.name().equalsIgnoreCase(text.strip())) return cadence;
            if (type == Set.class) return Set.of(text);
        }
        if (value instanceof Collection<?> items && type == Set.class) return Set.copyOf(items);
        throw new WrongValue(name, "%s can't be \"%s\"".formatted(name, value));
    }
}
