package io.segue.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.problems.ProblemType;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;

/** What the document has of files in {@code openapi/}: examples, and what no controller shows. */
final class Examples {
    private static final String FOLDER = "openapi/";
    private static final String[] SUCCESSES = {"200", "201", "202"};
    private static final JsonNode PROBLEMS = read("problems.json");

    private Examples() {}

    /** What an operation is asked with; empty for one without a body. */
    static Optional<JsonNode> request(String operationId) {
        return find(operationId + ".request.json");
    }

    /** What an operation answers when it succeeds, by status. Which statuses there are is told by the names of the files. */
    static Map<String, JsonNode> answers(String operationId) {
        var answers = new TreeMap<String, JsonNode>();
        for (var status : SUCCESSES)
            find("%s.%s.json".formatted(operationId, status)).ifPresent(answer -> answers.put(status, answer));
        return answers;
    }

    static JsonNode problem(ProblemType kind) {
        var problem = Json31.mapper().createObjectNode();
        problem.put("type", kind.uri().toString());
        problem.put("title", kind.title());
        problem.put("status", kind.status().value());
        if (!(PROBLEMS.get(kind.slug()) instanceof ObjectNode more))
            throw new IllegalStateException("openapi/problems.json has no example of " + kind.slug());
        return problem.setAll(more);
    }

    /** A part of the document, as it stands in a file. */
    static OpenAPI part(String name) {
        try {
            return Json31.mapper().treeToValue(read(name), OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/%s is no part of a document".formatted(name), e);
        }
    }

    static String text(String name) {
        try {
            return new ClassPathResource(FOLDER + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/%s can't be read".formatted(name), e);
        }
    }

    private static Optional<JsonNode> find(String name) {
        return new ClassPathResource(FOLDER + name).exists() ? Optional.of(read(name)) : Optional.empty();
    }

    private static JsonNode read(String name) {
        try {
            return Json31.mapper().readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/%s is not JSON".formatted(name), e);
        }
    }
}
