package io.segue.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.segue.publication.Analysts;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API as a running service gives it, and whether answers are as it says. */
final class Described {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final String COMPONENTS = "#/components/";

    private final JsonNode document;

    /**
     * One operation.
     *
     * @param path as the document writes it, with {@code {names}} in it
     */
    record Operation(String method, String path, JsonNode says) {
        String id() {
            return says.get("operationId").asString();
        }

        /** The statuses it says, those of errors or those of successes. */
        Set<String> statuses(boolean errors) {
            var statuses = new TreeSet<String>();
            says.get("responses").propertyNames().forEach(status -> {
                if (errors == status.compareTo("400") >= 0) statuses.add(status);
            });
            return statuses;
        }

        /** The body of its example; null for one without. */
        String exampleBody() {
            var example = says.at("/requestBody/content/application~1json/example");
            return example.isMissingNode() ? null : example.toString();
        }

        /** Whether a file is sent rather than JSON. */
        boolean takesWorkbook() {
            return says.path("requestBody").path("content").has(Analysts.XLSX);
        }

        boolean isTracking() {
            return says.get("tags").get(0).asString().equals("Tracking");
        }

        List<String> parameters(String in) {
            var names = new ArrayList<String>();
            for (var parameter : says.path("parameters"))
                if (parameter.get("in").asString().equals(in))
                    names.add(parameter.get("name").asString());
            return names;
        }

        List<String> scopes() {
            var scopes = new ArrayList<String>();
            says.path("x-required-scopes").forEach(scope -> scopes.add(scope.asString()));
            return scopes;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private Described(JsonNode document) {
        this.document = document;
    }

    static Described by(Http http) {
        var served = http.send("GET", "/v3/api-docs", RunningSegue.ADMIN_KEY, null);
        if (served.statusCode() != 200) throw new AssertionError(served.statusCode() + " " + served.body());
        return new Described(Http.json(served));
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.get("paths")
                .forEachEntry((path, item) -> item.forEachEntry(
                        (method, says) -> operations.add(new Operation(method.toUpperCase(), path, says))));
        return operations;
    }

    /** What of an answer is not as the operation says it: status, headers, body. Empty when all is. */
    List<String> differences(Operation operation, HttpResponse<String> answer) {
        var status = String.valueOf(answer.statusCode());
        var said = operation.says().get("responses").get(status);
        if (said == null) return List.of("status %s is not described: %s".formatted(status, answer.body()));
        var response =
                said.has("$ref") ? document.at(said.get("$ref").asString().substring(1)) : said;
        var differences = new ArrayList<String>();
        response.path("headers").forEachEntry((name, header) -> {
            if (answer.headers().firstValue(name).isEmpty()) differences.add("the header " + name + " is missing");
        });
        var type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        var content = response.path("content").get(type);
        boolean hasNoBody = !response.has("content") && answer.body().isEmpty();
        if (hasNoBody) return differences;
        if (content == null) differences.add("the content type %s is not described".formatted(type));
        else if (type.endsWith("json")) differences.addAll(differences(content.get("schema"), answer.body()));
        if (type.equals("application/problem+json")) {
            var kinds = new TreeSet<String>();
            content.path("examples").propertyNames().forEach(slug -> kinds.add("/problems/" + slug));
            var kind = JSON.readTree(answer.body()).get("type").asString();
            if (!kinds.contains(kind)) differences.add("the kind %s is not described".formatted(kind));
        }
        return differences;
    }

    /** What of an answer's body is not as that schema says; what it does not name may not be there. */
    List<String> differences(JsonNode schema, String body) {
        return schema(schema, true).validate(JSON.readTree(body)).stream()
                .map(Object::toString)
                .toList();
    }

    /** What of a body is not as the operation says that it takes it. */
    List<String> differences(Operation operation, String body) {
        var schema = operation.says().at("/requestBody/content/application~1json/schema");
        return schema(schema, false).validate(JSON.readTree(body)).stream()
                .map(Object::toString)
                .toList();
    }

    JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    /** @param closed whether what is not described may not be there either */
    private Schema schema(JsonNode schema, boolean closed) {
        var root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("$ref", JSON.createObjectNode().stringNode("#/schema"));
        root.set("schema", schema);
        root.set("components", document.get("components"));
        ObjectNode copy = (ObjectNode) JSON.readTree(root.toString());
        if (closed) close(copy);
        return SCHEMAS.getSchema(copy);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.get("properties") instanceof ObjectNode
                && !object.has("additionalProperties")) object.put("additionalProperties", false);
        node.forEach(Described::close);
    }
}
