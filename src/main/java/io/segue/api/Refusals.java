package io.segue.api;

import io.segue.decisions.Evaluation;
import io.segue.journal.NotAWriter;
import io.segue.population.AsOfInTheFuture;
import io.segue.problems.ProblemType;
import io.segue.publication.Drafts;
import io.segue.publication.KnowledgeRefused;
import io.segue.publication.PublicationRefused;
import io.segue.publication.TooMuchAtOnce;
import io.segue.security.Keys;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Refusals as problem details (RFC 9457), with a stable type and a pointer to each fault. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {
    private static final int LONGEST_SHOWN = 60;
    private static final int COME_AGAIN_SECONDS = 30;
    /** As HTTP calls a body without an encoding. */
    private static final String PLAIN = "identity";

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
    ProblemDetail refused(PublicationRefused refused) {
        return ProblemType.CONFLICT.problem(String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooMuchAtOnce refused) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(COME_AGAIN_SECONDS))
                .body(ProblemType.TOO_MANY_REQUESTS.problem(String.valueOf(refused.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail unusable(KnowledgeRefused refused) {
        return ProblemType.KNOWLEDGE.problem(String.valueOf(refused.getMessage()), refused.problems());
    }

    @ExceptionHandler
    ProblemDetail stale(Drafts.Stale refused) {
        var problem = ProblemType.BASE_STALE.problem(String.valueOf(refused.getMessage()));
        if (refused.changes() != null) problem.setProperty("changes", DiffView.of(refused.changes()));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail baseMissing(TablesController.BaseMissing refused) {
        return ProblemType.BASE_MISSING.problem(
                "The header If-Match is missing; expected the ETag that the workbook was downloaded with.");
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

    /** A query that is no UTF-8. It had filled the log. */
    @ExceptionHandler
    ProblemDetail undecodable(InvalidParameterException refused) {
        return ProblemType.REQUEST.problem("The query can't be decoded; expected percent-encoded UTF-8.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notNow(NotAWriter refused) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(COME_AGAIN_SECONDS))
                .body(ProblemType.UNAVAILABLE.problem(
                        "This member was given up by the others; ask again, or another member."));
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound missing) {
        return ProblemType.NOT_FOUND.problem(String.valueOf(missing.getMessage()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = e instanceof MethodArgumentTypeMismatchException of
                ? of.getName()
                : String.valueOf(e.getPropertyName());
        var value = String.valueOf(e.getValue());
        var shown = value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
        return refuse(e, BadRequest.of(name, "is \"%s\"; expected %s".formatted(shown, expected(e))), headers, request);
    }

    private static String expected(TypeMismatchException e) {
        var type = e.getRequiredType();
        boolean isLarge = type == Long.class || type == long.class;
        return isLarge || type == Integer.class || type == int.class
                ? "a whole number of at most %d digits".formatted(isLarge ? 18 : 9)
                : "another kind of value";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(e, BadRequest.of(e.getParameterName(), "is missing"), headers, request);
    }

    private @Nullable ResponseEntity<Object> refuse(
            Exception e, BadRequest refused, HttpHeaders headers, WebRequest request) {
        return handleExceptionInternal(e, badRequest(refused), headers, HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, ProblemType.NOT_FOUND.problem("There is nothing at this path."), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = "%s is not taken here; the header Allow lists what is.".formatted(e.getMethod());
        return handleExceptionInternal(e, ProblemType.METHOD_NOT_ALLOWED.problem(detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = "The answer can't be given in any form that the header Accept names.";
        return handleExceptionInternal(e, ProblemType.NOT_ACCEPTABLE.problem(detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = "The header Content-Type names something else than %s."
                .formatted(e.getSupportedMediaTypes().stream()
                        .map(MediaType::toString)
                        .collect(Collectors.joining(" or ")));
        return handleExceptionInternal(e, ProblemType.MEDIA_TYPE.problem(detail), headers, status, request);
    }

    /** Says where in the body the JSON ends to be JSON, and nothing of how it is read. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase(PLAIN)) {
            headers.set(HttpHeaders.ACCEPT_ENCODING, PLAIN);
            return handleExceptionInternal(
                    e,
                    ProblemType.MEDIA_TYPE.problem("The body is compressed; this door reads it as it is only."),
                    headers,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    request);
        }
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

    /** What the framework refuses is of a kind too. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && ProblemType.isUntyped(problem))
            ProblemType.of(status.value()).mark(problem);
        if (body instanceof ProblemDetail problem && problem.getInstance() == null) problem.setInstance(path(request));
        return super.createResponseEntity(body, headers, status, request);
    }

    /** What was asked for; without the slashes that would make a host of it, over which the framework fails. */
    private static URI path(WebRequest request) {
        var path = request instanceof ServletWebRequest http ? http.getRequest().getRequestURI() : "";
        try {
            return new URI("/" + path.replaceFirst("^/+", ""));
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }
}
