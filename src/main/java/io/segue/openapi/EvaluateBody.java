package io.segue.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The facts that may be given to be decided on: those that answers show, each of which may be missing or null. */
final class EvaluateBody {
    private static final Set<String> SHARES = Set.of("usageDecline", "featureBreadth30d", "usageOfLimit");

    private EvaluateBody() {}

    /** Adds the schema of the body, made of the schemas of the answer. */
    static void addTo(Map<String, Schema> schemas) {
        schemas.put("GivenMetrics", given(schemas, "Metrics"));
        schemas.put("GivenTraits", given(schemas, "TraitsView"));
        schemas.put("GivenAccount", given(schemas, "Account"));
        var userId = RecordSchemas.schema("string");
        userId.setMinLength(1);
        userId.setMaxLength(256);
        userId.setPattern("\\S");
        userId.setDescription(
                "Whom it is about. Nothing is looked up; the id only decides whether it is in the control group.");
        var asOf = RecordSchemas.schema("string");
        asOf.setFormat("date-time");
        asOf.setDescription("When it is decided; now if missing.");
        var milestone = RecordSchemas.schema("string");
        var milestones = RecordSchemas.schema("array");
        milestones.setItems(milestone);
        milestones.setDescription("Keys of the milestones reached.");
        var body = object(
                "Facts about one user. Nothing is derived from anything; what is missing or null is as of a user of whom"
                        + " it is not known.");
        body.addProperty("userId", userId);
        body.addProperty("asOf", RecordSchemas.nullable(asOf));
        body.addProperty("traits", part("GivenTraits", "Who the user is."));
        body.addProperty("metrics", part("GivenMetrics", "How the user has been using the product."));
        body.addProperty("account", part("GivenAccount", "What the users of the account add up to."));
        body.addProperty("milestones", RecordSchemas.nullable(milestones));
        body.setRequired(List.of("userId"));
        schemas.put("EvaluateFactsRequest", body);
    }

    private static JsonSchema part(String name, String description) {
        var reference = new JsonSchema();
        reference.set$ref(RecordSchemas.COMPONENTS + name);
        var part = RecordSchemas.nullable(reference);
        part.setDescription(description);
        return part;
    }

    private static JsonSchema given(Map<String, Schema> schemas, String name) {
        Schema<?> shown = Objects.requireNonNull(schemas.get(name), name);
        var schema = object(shown.getDescription());
        var properties = shown.getProperties();
        properties.forEach((property, described) -> schema.addProperty(property, bounded(property, described)));
        return schema;
    }

    private static JsonSchema bounded(String name, Schema<?> described) {
        var schema = RecordSchemas.copy(described);
        if (name.equals("plan"))
            for (var plan : List.of("free", "trial", "basic", "pro", "enterprise")) schema.addEnumItemObject(plan);
        var types = described.getTypes();
        if (types.contains("integer") || types.contains("number")) {
            if (name.equals("typicalGapDays")) {
                schema.setExclusiveMinimumValue(BigDecimal.ZERO);
                schema.setDefault(7);
            } else if (!name.equals("tenureDays")) schema.setMinimum(BigDecimal.ZERO);
            if (SHARES.contains(name)) schema.setMaximum(BigDecimal.ONE);
            if (name.endsWith("Percentile")) schema.setMaximum(BigDecimal.valueOf(100));
        }
        return RecordSchemas.nullable(schema);
    }

    private static JsonSchema object(String description) {
        var schema = RecordSchemas.schema("object");
        schema.setDescription(description);
        schema.setAdditionalProperties(Boolean.FALSE);
        return schema;
    }
}
