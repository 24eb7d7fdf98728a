package io.segue.rules;

import io.segue.facts.Plan;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a fact that a condition may ask for, such as {@code metrics.sessions7d} of the evidence. */
public final class Operand {
    /** Parts of facts whose values go by their own name. */
    static final Set<String> PLAIN = Set.of("metrics", "traits");

    private final Class<?> fact;
    private final String path;
    private final Class<?> type;
    private final MethodHandle reader;

    private Operand(Class<?> fact, String path, Class<?> type, MethodHandle reader) {
        this.fact = fact;
        this.path = path;
        this.type = type;
        this.reader = reader.asType(MethodType.methodType(Object.class, Object.class));
    }

    /** The operand of that path, dots between the names; empty when the fact has none such. */
    public static Optional<Operand> of(Class<?> fact, String path) {
        MethodHandle reader = MethodHandles.identity(fact);
        Class<?> type = fact;
        for (var name : path.split("\\.", -1)) {
            var accessor = accessor(type, name);
            if (accessor.isEmpty()) return Optional.empty();
            try {
                reader = MethodHandles.filterReturnValue(
                        reader, MethodHandles.lookup().unreflect(accessor.get()));
            } catch (IllegalAccessException e) {
                return Optional.empty();
            }
            type = accessor.get().getReturnType();
        }
        return Optional.of(new Operand(fact, path, type, reader));
    }

    private static Optional<Method> accessor(Class<?> type, String name) {
        return !type.isRecord()
                ? Optional.empty()
                : Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name)
                                && method.getParameterCount() == 0
                                && method.getReturnType() != void.class
                                && Modifier.isPublic(method.getModifiers())
                                && !Modifier.isStatic(method.getModifiers())
                                && !Set.of("toString", "hashCode").contains(name))
                        .findFirst();
    }

    /** As code rows and rules write it. */
    public String path() {
        return path;
    }

    /** As reasons name it: metrics and traits by their own name, the rest by the path. */
    public String label() {
        var dot = path.indexOf('.');
        return dot > 0 && PLAIN.contains(path.substring(0, dot)) ? path.substring(dot + 1) : path;
    }

    Class<?> type() {
        return type;
    }

    boolean number() {
        return Set.of(int.class, Integer.class, double.class, Double.class).contains(type);
    }

    boolean wholeNumber() {
        return type == int.class || type == Integer.class;
    }

    boolean nullable() {
        return type == Integer.class || type == Double.class || type == String.class;
    }

    /** The value in that fact; null when not known. Plans are given by their label. */
    public @Nullable Object in(Object fact) {
        try {
            Object value = reader.invokeExact(fact);
            return value instanceof Plan plan ? plan.label() : value;
        } catch (Throwable e) {
            throw new IllegalStateException("can't read %s of %s".formatted(path, fact), e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operand operand && operand.path.equals(path) && operand.fact == fact;
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
