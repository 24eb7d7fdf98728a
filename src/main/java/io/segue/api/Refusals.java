package io.segue.api;

import io.segue.decisions.Evaluation;
import io.segue.population.AsOfInTheFuture;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Refusals as problem details (RFC 9457), with a stable type and a pointer to each fault. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {
    private static final String TYPES = "urn:segue:problem:";

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest refused) {
        return problem(HttpStatus.BAD_REQUEST, "parameter", String.valueOf(refused.getMessage()), refused.faults());
    }

    @ExceptionHandler
    ProblemDetail faulty(Evaluation.Faulty refused) {
        return problem(HttpStatus.BAD_REQUEST, "facts", String.valueOf(refused.getMessage()), refused.faults());
    }

    @ExceptionHandler
    ProblemDetail future(AsOfInTheFuture refused) {
        return badRequest(BadRequest.of("asOf", String.valueOf(refused.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound missing) {
        return problem(HttpStatus.NOT_FOUND, "not-found", String.valueOf(missing.getMessage()), List.of());
    }

    /** Says where in the body the JSON ends to be JSON, and nothing of how it is read. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getRootCause(e) instanceof ErrorResponseException refused)
            return handleErrorResponseException(refused, refused.getHeaders(), refused.getStatusCode(), request);
        var detail = "The body can't be read; expected a JSON object.";
        if (e.getCause() instanceof JacksonException cause && cause.getLocation() != null)
            detail = "The body is not the JSON expected, at line %d, column %d: %s"
                    .formatted(
                            cause.getLocation().getLineNr(),
                            cause.getLocation().getColumnNr(),
                            cause instanceof DatabindException
                                    ? "expected one JSON object"
                                    : cause.getOriginalMessage());
        return handleExceptionInternal(
                e,
                problem(HttpStatus.BAD_REQUEST, "json", detail, List.of()),
                headers,
                HttpStatus.BAD_REQUEST,
                request);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String detail, List<?> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + type));
        if (!errors.isEmpty()) problem.setProperty("errors", errors);
        return problem;
    }
}
