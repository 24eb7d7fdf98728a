package io.segue.openapi;

import static io.segue.problems.ProblemType.BASE_MISSING;
import static io.segue.problems.ProblemType.BASE_STALE;
import static io.segue.problems.ProblemType.BODY;
import static io.segue.problems.ProblemType.BUSY;
import static io.segue.problems.ProblemType.CALL_TOO_LARGE;
import static io.segue.problems.ProblemType.CONFLICT;
import static io.segue.problems.ProblemType.FAULT;
import static io.segue.problems.ProblemType.FORBIDDEN;
import static io.segue.problems.ProblemType.INVALID_BATCH;
import static io.segue.problems.ProblemType.INVALID_EVENT;
import static io.segue.problems.ProblemType.JSON;
import static io.segue.problems.ProblemType.KEY;
import static io.segue.problems.ProblemType.KNOWLEDGE;
import static io.segue.problems.ProblemType.MEDIA_TYPE;
import static io.segue.problems.ProblemType.NOT_ACCEPTABLE;
import static io.segue.problems.ProblemType.NOT_FOUND;
import static io.segue.problems.ProblemType.PARAMETER;
import static io.segue.problems.ProblemType.REQUEST;
import static io.segue.problems.ProblemType.TOO_LARGE;
import static io.segue.problems.ProblemType.TOO_MANY_REQUESTS;
import static io.segue.problems.ProblemType.UNAVAILABLE;
import static io.segue.problems.ProblemType.UNREADABLE;
import static io.segue.problems.ProblemType.WRITE_KEY;

import io.segue.problems.ProblemType;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An answer to what can't be done, described once for all operations that give it. Its kinds have one status. */
enum Refusal {
    BAD_PARAMETER(PARAMETER, REQUEST),
    BAD_BODY(BODY, ProblemType.JSON, REQUEST),
    BAD_EVENT(INVALID_EVENT, JSON, UNREADABLE, CALL_TOO_LARGE),
    BAD_BATCH(INVALID_BATCH, JSON, UNREADABLE, CALL_TOO_LARGE),
    NO_KEY(KEY),
    NO_WRITE_KEY(WRITE_KEY),
    NOT_ALLOWED(FORBIDDEN),
    UNKNOWN(NOT_FOUND),
    NO_SUCH_FORM(NOT_ACCEPTABLE),
    CONTRADICTION(CONFLICT),
    STALE_BASE(BASE_STALE),
    BODY_TOO_LARGE(TOO_LARGE),
    OTHER_TYPE(MEDIA_TYPE),
    UNUSABLE(KNOWLEDGE),
    NO_BASE(BASE_MISSING),
    TOO_FAST(TOO_MANY_REQUESTS),
    TOO_MANY_EVENTS(TOO_MANY_REQUESTS, BUSY),
    FAILED(FAULT),
    NOT_NOW(UNAVAILABLE);

    private static final Set<String> WAIT = Set.of("429", "503");

    private final List<ProblemType> kinds;

    Refusal(ProblemType... kinds) {
        this.kinds = List.of(kinds);
    }

    String status() {
        return String.valueOf(kinds.get(0).status().value());
    }

    /** As the document names it: NoWriteKey. */
    String label() {
        return Words.camelCase(name());
    }

    ApiResponse reference() {
        return new ApiResponse().$ref("#/components/responses/" + label());
    }

    ApiResponse response() {
        var problem = new MediaType().schema(new JsonSchema().$ref(RecordSchemas.COMPONENTS + schema()));
        for (var kind : kinds)
            problem.addExamples(kind.slug(), new Example().summary(kind.title()).value(Examples.problem(kind)));
        var response = new ApiResponse()
                .description(kinds.stream()
                        .map(kind -> "`%s`: %s %s".formatted(kind.uri(), kind.meaning(), kind.cure()))
                        .collect(Collectors.joining("\n\n")))
                .content(new Content().addMediaType("application/problem+json", problem));
        if (WAIT.contains(status())) response.addHeaderObject("Retry-After", retryAfter());
        if (this == NO_KEY || this == NO_WRITE_KEY) response.addHeaderObject("WWW-Authenticate", challenge());
        return response;
    }

    /** The two that tell more than others have schemas of their own. */
    private String schema() {
        return switch (this) {
            case STALE_BASE -> "StaleProblem";
            case UNUSABLE -> "KnowledgeProblem";
            default -> "Problem";
        };
    }

    private static Header retryAfter() {
        var seconds = RecordSchemas.schema("integer");
        seconds.setMinimum(BigDecimal.ONE);
        return new Header()
                .description("Seconds to wait before the same is asked again.")
                .required(true)
                .schema(seconds);
    }

    private static Header challenge() {
        return new Header()
                .description("How to send a key: `Bearer`, or `Basic` where events come in.")
                .required(true)
                .schema(RecordSchemas.schema("string"));
    }
}
