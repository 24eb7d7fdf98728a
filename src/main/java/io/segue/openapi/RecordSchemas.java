package io.segue.openapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas of the records that answers are made of. Components are properties; all are there, but those that are left out when they say
 * nothing; null is possible where the code says {@link Nullable}; descriptions are those of the Javadoc.
 */
final class RecordSchemas implements ModelConverter {
    static final String COMPONENTS = "#/components/schemas/";

    private static final Map<Class<?>, JsonSchema> SIMPLE = Map.ofEntries(
            Map.entry(String.class, schema("string")),
            Map.entry(Instant.class, schema("string", "date-time")),
            Map.entry(LocalDate.class, schema("string", "date")),
            Map.entry(int.class, schema("integer", "int32")),
            Map.entry(Integer.class, schema("integer", "int32")),
            Map.entry(long.class, schema("integer", "int64")),
            Map.entry(Long.class, schema("integer", "int64")),
            Map.entry(double.class, schema("number", "double")),
            Map.entry(Double.class, schema("number", "double")),
            Map.entry(boolean.class, schema("boolean")),
            Map.entry(Boolean.class, schema("boolean")));

    /** What requests are refused with, which is no record. */
    private static final String PROBLEM = "Problem";

    private final JsonMapper json;

    /** @param json what answers are written with, which knows what is left out of them */
    RecordSchemas(JsonMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var asked = type.getType() instanceof JavaType java ? java.getRawClass() : type.getType();
        if (asked instanceof Class<?> record && record.isRecord()) return reference(record, context);
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    /** A name of one word says little without the class it is in: AuditPage, DecisionScore. One that is taken has its package's too. */
    static String nameOf(Class<?> record) {
        var name = record.getSimpleName();
        var outer = record.getEnclosingClass();
        if (name.equals(PROBLEM))
            return Words.capitalized(record.getPackageName().replaceFirst(".*\\.", "")) + name;
        if (outer == null || name.chars().filter(Character::isUpperCase).count() > 1) return name;
        var place = outer.getSimpleName().replaceFirst("Controller$", "");
        return name.equals(place) ? name : place + name;
    }

    private JsonSchema reference(Class<?> record, ModelConverterContext context) {
        var name = nameOf(record);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = schema("object");
            context.defineModel(name, schema, record, null);
            Javadocs.of(record).ifPresent(schema::setDescription);
            var required = new ArrayList<String>();
            for (var component : record.getRecordComponents()) {
                boolean leftOut = isLeftOut(record, component);
                schema.addProperty(component.getName(), property(record, component, leftOut, context));
                if (!leftOut) required.add(component.getName());
            }
            schema.setRequired(required);
        }
        var reference = new JsonSchema();
        reference.set$ref(COMPONENTS + name);
        return reference;
    }

    private JsonSchema property(
            Class<?> record, RecordComponent component, boolean leftOut, ModelConverterContext context) {
        var schema = component.getAccessor().isAnnotationPresent(JsonFormat.class)
                ? schema("string")
                : of(component.getGenericType(), context);
        boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var property = isNullable && !leftOut ? nullable(schema) : schema;
        Javadocs.ofComponent(record, component.getName()).map(Words::sentence).ifPresent(property::setDescription);
        return property;
    }

    private JsonSchema of(Type type, ModelConverterContext context) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw)) {
                var list = schema("array");
                list.setItems(of(arguments[0], context));
                return list;
            }
            if (generic.getRawType() == Map.class) {
                var map = schema("object");
                map.setAdditionalProperties(of(arguments[1], context));
                return map;
            }
        }
        if (type instanceof WildcardType any) return of(any.getUpperBounds()[0], context);
        if (type instanceof Class<?> raw) {
            if (SIMPLE.containsKey(raw)) return copy(SIMPLE.get(raw));
            if (raw == Object.class) return new JsonSchema();
            if (raw.isRecord()) return reference(raw, context);
            if (raw.isEnum()) {
                var names = schema("string");
                Arrays.stream(raw.getEnumConstants())
                        .map(constant -> json.valueToTree(constant).asString())
                        .forEach(names::addEnumItemObject);
                return names;
            }
        }
        throw new IllegalStateException(
                "no schema for %s; give it one here or answer with another type".formatted(type));
    }

    private boolean isLeftOut(Class<?> record, RecordComponent component) {
        var own = component.getAccessor().getAnnotation(JsonInclude.class);
        if (own != null) return own.value() != JsonInclude.Include.ALWAYS;
        var mixIn = json.serializationConfig().findMixInClassFor(record);
        var shape = (mixIn == null ? record : mixIn).getAnnotation(JsonInclude.class);
        return shape != null
                && shape.value() == JsonInclude.Include.NON_NULL
                && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Makes it one that may be null too. */
    static JsonSchema nullable(JsonSchema schema) {
        if (schema.get$ref() != null) {
            var either = new JsonSchema();
            either.setAnyOf(List.of(schema, schema("null")));
            return either;
        }
        if (schema.getTypes() != null) {
            var types = new LinkedHashSet<>(schema.getTypes());
            types.add("null");
            schema.setTypes(types);
        }
        if (schema.getEnum() != null) schema.addEnumItemObject(null);
        return schema;
    }

    /** A simple schema like that one. */
    static JsonSchema copy(Schema<?> schema) {
        var copy = new JsonSchema();
        copy.setTypes(schema.getTypes());
        copy.setFormat(schema.getFormat());
        copy.setDescription(schema.getDescription());
        copy.setItems(schema.getItems());
        copy.setAdditionalProperties(schema.getAdditionalProperties());
        copy.set$ref(schema.get$ref());
        if (schema.getEnum() != null) schema.getEnum().forEach(copy::addEnumItemObject);
        return copy;
    }

    static JsonSchema schema(String type) {
        var schema = new JsonSchema();
        schema.setTypes(Set.of(type));
        return schema;
    }

    private static JsonSchema schema(String type, String format) {
        var schema = schema(type);
        schema.setFormat(format);
        return schema;
    }
}
