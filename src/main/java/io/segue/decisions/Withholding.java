package io.segue.decisions;

import io.segue.facts.Evidence;
import io.segue.rules.Operand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the prohibited values of one part of the facts unknown, and those derived from them. Immutable. */
final class Withholding<R extends Record> {
    private final R unknown;
    private final List<Hidden> hidden = new ArrayList<>();

    /** A component and the attributes, as listed, for which it is hidden. */
    private record Hidden(int place, List<String> attributes) {}

    /**
     * For a part such as {@code traits}.
     *
     * @param unknown    the part of somebody of whom nothing is known
     * @param prohibited the entries of the list that an attribute's value falls under, by the attribute's full name
     */
    Withholding(String part, R unknown, Function<Set<String>, List<String>> prohibited) {
        this.unknown = unknown;
        var components = unknown.getClass().getRecordComponents();
        for (int place = 0; place < components.length; place++) {
            var path = part + "." + components[place].getName();
            var attributes = prohibited.apply(
                    Operand.of(Evidence.class, path).orElseThrow().attributes());
            if (!attributes.isEmpty()) hidden.add(new Hidden(place, attributes));
        }
    }

    /** The part without what is prohibited; what was known of it is added to {@code withheld}. */
    R from(R part, Set<String> withheld) {
        if (hidden.isEmpty()) return part;
        var components = unknown.getClass().getRecordComponents();
        var values = values(part, components);
        var nothing = values(unknown, components);
        for (var one : hidden) {
            if (Objects.equals(values[one.place()], nothing[one.place()])) continue;
            withheld.addAll(one.attributes());
            values[one.place()] = nothing[one.place()];
        }
        return made(components, values);
    }

    private static @Nullable Object[] values(Record part, RecordComponent[] components) {
        var values = new @Nullable Object[components.length];
        try {
            for (int i = 0; i < values.length; i++)
                values[i] = components[i].getAccessor().invoke(part);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("can't read " + part, e);
        }
        return values;
    }

    private R made(RecordComponent[] components, @Nullable Object[] values) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked") // unknown is an R and final, as records are
            var type = (Class<R>) unknown.getClass();
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("unknown values are refused by " + unknown.getClass(), e);
        }
    }
}
