package io.segue.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;

/**
 * What one method of a controller does, in the words of its Javadoc: the first sentence is the summary, {@code @param} describes a
 * parameter, {@code @return} the answer, {@code @throws} what can't be done. Its name is the operation's.
 */
final class Operations implements GlobalOperationCustomizer {
    private static final String JSON = "application/json";
    private static final Map<String, String> ANSWERS = Map.of(
            "200", "The answer.",
            "201", "It was made.",
            "202", "It is under way; the answer does not wait for its end.");
    /** What controllers throw, by the simple name. */
    private static final Map<String, Refusal> THROWN = Map.of(
            "NotFound", Refusal.UNKNOWN,
            "Conflict", Refusal.CONTRADICTION,
            "BaseMissing", Refusal.NO_BASE,
            "Stale", Refusal.STALE_BASE,
            "Unusable", Refusal.UNUSABLE,
            "TooMany", Refusal.TOO_FAST,
            "NotAWriter", Refusal.NOT_NOW);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var method = handler.getMethod();
        var javadoc = Javadocs.text(Javadocs.of(method).getComment()).orElse(method.getName());
        operation.setSummary(Javadocs.firstSentence(javadoc));
        operation.setDescription(javadoc);
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        for (var parameter : parameters) describe(parameter, method);
        if (operation.getRequestBody() != null) describeBody(operation);
        operation.setResponses(responses(operation, handler, !parameters.isEmpty()));
        return operation;
    }

    private static void describe(Parameter parameter, Method method) {
        Javadocs.ofParameter(method, nameInCode(parameter, method))
                .map(Words::sentence)
                .ifPresent(parameter::setDescription);
        var schema = parameter.getSchema();
        switch (parameter.getName()) {
            // without it the answer is a refusal, which tells what to send; so code lets it be missing
            case HttpHeaders.IF_MATCH -> parameter.setRequired(true);
            case "asOf" -> {
                // a schema of its own, since parameters of one type may share theirs
                var instant = RecordSchemas.schema("string");
                instant.setFormat("date-time");
                parameter.setSchema(instant);
            }
            case "limit" -> {
                schema.setMinimum(BigDecimal.ONE);
                schema.setMaximum(BigDecimal.valueOf(method.getName().equals("verifyMemories") ? 5000 : 500));
            }
            default -> {
                // its type says it
            }
        }
    }

    /** Headers have names that no parameter of a method can have. */
    private static String nameInCode(Parameter parameter, Method method) {
        return Arrays.stream(method.getParameters())
                .filter(each -> each.isAnnotationPresent(RequestHeader.class)
                        && each.getAnnotation(RequestHeader.class).name().equals(parameter.getName()))
                .map(java.lang.reflect.Parameter::getName)
                .findFirst()
                .orElse(parameter.getName());
    }

    /** Bodies are read field by field, so that every fault is told; what may be in them is the component named for the operation. */
    private static void describeBody(Operation operation) {
        if (!takesJson(operation)) {
            operation.getRequestBody().getContent().values().forEach(body -> body.setSchema(file()));
            return;
        }
        var id = operation.getOperationId();
        var body = new MediaType()
                .schema(new JsonSchema().$ref(RecordSchemas.COMPONENTS + Words.capitalized(id) + "Request"));
        Examples.request(id).ifPresent(body::setExample);
        operation.getRequestBody().setContent(new Content().addMediaType(JSON, body));
    }

    private static boolean takesJson(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().containsKey(JSON);
    }

    private static JsonSchema file() {
        var file = RecordSchemas.schema("string");
        file.setFormat("binary");
        return file;
    }

    private static ApiResponses responses(Operation operation, HandlerMethod handler, boolean hasParameters) {
        var method = handler.getMethod();
        var schema = schema(operation.getResponses());
        var described = Javadocs.text(Javadocs.of(method).getReturns()).map(Words::sentence);
        var responses = new ApiResponses();
        var answers = Examples.answers(operation.getOperationId());
        var statuses = answers.isEmpty() ? operation.getResponses().keySet() : answers.keySet();
        for (var status : statuses) {
            var answer = new MediaType().schema(schema);
            if (answers.containsKey(status)) answer.setExample(answers.get(status));
            var response = new ApiResponse()
                    .description(described.orElse(String.valueOf(ANSWERS.get(status))))
                    .content(new Content().addMediaType(JSON, answer));
            if (!status.equals("200")
                    && method.getReturnType() == ResponseEntity.class
                    && handler.hasMethodAnnotation(PostMapping.class)) response.addHeaderObject("Location", location());
            responses.addApiResponse(status, response);
        }
        var made = handler.getMethodAnnotation(GetMapping.class);
        if (made != null && made.produces().length > 0) responses.putAll(files(made.produces()[0]));
        refusals(operation, hasParameters)
                .forEach(refusal -> responses.addApiResponse(refusal.status(), refusal.reference()));
        for (var thrown : Javadocs.of(method).getThrows()) {
            var refusal = THROWN.get(thrown.getName().replaceFirst(".*\\.", ""));
            if (refusal == null) continue;
            var response = refusal.reference();
            Javadocs.text(thrown.getComment()).map(Words::sentence).ifPresent(response::setDescription);
            responses.addApiResponse(refusal.status(), response);
        }
        return responses;
    }

    private static Set<Refusal> refusals(Operation operation, boolean hasParameters) {
        var refusals = EnumSet.of(
                Refusal.NO_KEY,
                Refusal.NOT_ALLOWED,
                Refusal.NO_SUCH_FORM,
                Refusal.TOO_FAST,
                Refusal.FAILED,
                Refusal.NOT_NOW);
        if (operation.getRequestBody() != null) refusals.addAll(EnumSet.of(Refusal.BODY_TOO_LARGE, Refusal.OTHER_TYPE));
        if (takesJson(operation)) refusals.add(Refusal.BAD_BODY);
        else if (hasParameters) refusals.add(Refusal.BAD_PARAMETER);
        return refusals;
    }

    /** What is answered with a file, and when whoever asks has it already. */
    private static Map<String, ApiResponse> files(String type) {
        var name =
                new Header().description("The name of the file.").required(true).schema(RecordSchemas.schema("string"));
        return Map.of(
                "200",
                new ApiResponse()
                        .description("The file.")
                        .content(new Content().addMediaType(type, new MediaType().schema(file())))
                        .addHeaderObject(HttpHeaders.ETAG, tag())
                        .addHeaderObject(HttpHeaders.CONTENT_DISPOSITION, name),
                "304",
                new ApiResponse()
                        .description("It still says what If-None-Match names.")
                        .addHeaderObject(HttpHeaders.ETAG, tag()));
    }

    private static Header tag() {
        return new Header()
                .description("What the file says, by its version, in quotes.")
                .required(true)
                .schema(RecordSchemas.schema("string"));
    }

    private static Header location() {
        return new Header()
                .description("The path of what was made.")
                .required(true)
                .schema(RecordSchemas.schema("string"));
    }

    private static @Nullable Schema<?> schema(ApiResponses found) {
        return found.values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().values().stream())
                .<Schema<?>>map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
