package io.segue.api;

import io.segue.decisions.Evaluation;
import io.segue.population.AsOfInTheFuture;
import io.segue.problems.ProblemType;
import io.segue.security.Keys;
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
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Refusals as problem details (RFC 9457), with a stable type and a pointer to each fault. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ProblemDetail badRequest(BadRequest refused) {
        var type = refused.isOfBody() ? ProblemType.BODY : ProblemType.PARAMETER;
        return type.problem(String.valueOf(refused.getMessage()), refused.faults());
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict refused) {
        return ProblemType.CONFLICT.problem(String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail spent(Keys.Spent refused) {
        return ProblemType.CONFLICT.problem("The set-up token was used already; ask for a key with the first one.");
    }

    @ExceptionHandler
    ProblemDetail faulty(Evaluation.Faulty refused) {
        return ProblemType.BODY.problem(String.valueOf(refused.getMessage()), refused.faults());
    }

    @ExceptionHandler
    ProblemDetail future(AsOfInTheFuture refused) {
        return badRequest(BadRequest.of("asOf", String.valueOf(refused.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound missing) {
        return ProblemType.NOT_FOUND.problem(String.valueOf(missing.getMessage()));
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
        return handleExceptionInternal(e, ProblemType.JSON.problem(detail), headers, HttpStatus.BAD_REQUEST, request);
    }

    /** Not in the framework's words, which speak of files. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, ProblemType.NOT_FOUND.problem("Nothing is at this path."), headers, HttpStatus.NOT_FOUND, request);
    }

    /** What the framework refuses is of a kind too. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && ProblemType.isUntyped(problem))
            ProblemType.closest(status.value()).mark(problem);
        return super.createResponseEntity(body, headers, status, request);
    }
}
