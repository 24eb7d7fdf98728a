package io.segue.rules;

import io.segue.facts.DerivedFrom;
import io.segue.facts.Evidence;
import io.segue.facts.Plan;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of a fact that a condition may ask for, such as {@code metrics.sessions7d} of the evidence. */
public final class Operand {
    /** Parts of facts whose values go by their own name. */
    static final Set<String> PLAIN = Set.of("metrics", "traits");

    /** Asking a class for its parts takes long, and is done for every sheet that is read. */
    private static final ClassValue<List<Operand>> ALL = new ClassValue<>() {
        @Override
        protected List<Operand> computeValue(Class<?> fact) {
            return found(fact);
        }
    };

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return accessorsOf(type);
        }
    };

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

    /** Every value that a fact has, those in its parts too, by path. */
    public static List<Operand> all(Class<?> fact) {
        return ALL.get(fact);
    }

    private static List<Operand> found(Class<?> fact) {
        var paths = new LinkedHashSet<String>();
        accessors(fact).forEach(accessor -> collect(fact, accessor.getName(), paths));
        var all = new ArrayList<Operand>();
        for (var path : paths) of(fact, path).ifPresent(all::add);
        return List.copyOf(all);
    }

    private static Optional<Method> accessor(Class<?> type, String name) {
        return accessors(type).filter(method -> method.getName().equals(name)).findFirst();
    }

    /** A figure that doesn't say what it is derived from is none: nobody could tell what a rule reads with it. */
    private static List<Method> accessorsOf(Class<?> type) {
        if (!type.isRecord()) return List.of();
        var components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0
                        && Modifier.isPublic(method.getModifiers())
                        && (components.contains(method.getName()) || method.isAnnotationPresent(DerivedFrom.class)))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static Stream<Method> accessors(Class<?> type) {
        return ACCESSORS.get(type).stream();
    }

    /** What the value is made of: itself, what it is derived from, and all that is in it where it is a part of the fact. */
    public Set<String> attributes() {
        var found = new LinkedHashSet<String>();
        collect(fact, path, found);
        return found;
    }

    private static void collect(Class<?> fact, String path, Set<String> found) {
        if (!found.add(path)) return;
        var accessor = method(fact, path);
        var owner = path.substring(0, path.lastIndexOf('.') + 1);
        var derived = accessor.getAnnotation(DerivedFrom.class);
        if (derived != null)
            for (var source : derived.value())
                if (source.indexOf('.') < 0) collect(fact, owner + source, found);
                else collect(Evidence.class, source, found);
        accessors(accessor.getReturnType()).forEach(inside -> collect(fact, path + "." + inside.getName(), found));
    }

    private static Method method(Class<?> fact, String path) {
        var dot = path.lastIndexOf('.');
        var owner = dot < 0 ? fact : method(fact, path.substring(0, dot)).getReturnType();
        return accessor(owner, path.substring(dot + 1))
                .orElseThrow(() -> new IllegalStateException(
                        "%s has no %s, which @DerivedFrom names".formatted(fact.getSimpleName(), path)));
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

    /** Whether it can be that number at all: shares lie in 0..1, counts are never negative. */
    public boolean canBe(double number) {
        return Domain.of(this).holds(number);
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
