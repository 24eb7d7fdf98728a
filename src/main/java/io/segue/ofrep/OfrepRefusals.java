package io.segue.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.journal.JournalUnavailable;
import io.segue.ofrep.Refused.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.HandlerMapping;

/** Refusals as OpenFeature's clients read them; with problem details they could tell nobody what is wrong. */
@RestControllerAdvice(assignableTypes = OfrepController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class OfrepRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(OfrepRefusals.class);
    private static final String DATABASE_AGAIN_SECONDS = "5";

    /** @param key of the flag that was asked for; absent when all were */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(@Nullable String key, Code errorCode, String errorDetails) {}

    @ExceptionHandler
    ResponseEntity<Failure> refused(Refused refused, HttpServletRequest request) {
        return failure(
                refused.status(), refused.code(), String.valueOf(refused.getMessage()), request, refused.headers());
    }

    @ExceptionHandler
    ResponseEntity<Failure> refused(ErrorResponseException refused, HttpServletRequest request) {
        var detail = refused.getBody().getDetail();
        return failure(
                refused.getStatusCode(),
                Code.GENERAL,
                detail == null ? String.valueOf(refused.getBody().getTitle()) : detail,
                request,
                refused.getHeaders());
    }

    /** What memory has is evaluated without it; the rest can't be. The log tells of it where it is noticed. */
    @ExceptionHandler
    ResponseEntity<Failure> unavailable(JournalUnavailable refused, HttpServletRequest request) {
        var later = new HttpHeaders();
        later.set(HttpHeaders.RETRY_AFTER, DATABASE_AGAIN_SECONDS);
        return failure(
                HttpStatus.SERVICE_UNAVAILABLE,
                Code.GENERAL,
                "The database does not answer; ask again.",
                request,
                later);
    }

    /** A query that is no UTF-8. */
    @ExceptionHandler
    ResponseEntity<Failure> undecodable(InvalidParameterException refused, HttpServletRequest request) {
        return failure(
                HttpStatus.BAD_REQUEST,
                Code.GENERAL,
                "The query can't be decoded; expected percent-encoded UTF-8.",
                request,
                new HttpHeaders());
    }

    /** Who listened is gone, or heard long enough; there is nobody to tell. */
    @ExceptionHandler({IOException.class, AsyncRequestTimeoutException.class})
    void gone() {}

    @ExceptionHandler
    ResponseEntity<Failure> failed(Exception fault, HttpServletRequest request) {
        LOG.error("flags could not be evaluated", fault);
        return failure(
                HttpStatus.INTERNAL_SERVER_ERROR,
                Code.GENERAL,
                "The flags could not be evaluated; the log of the service says why.",
                request,
                new HttpHeaders());
    }

    private static ResponseEntity<Failure> failure(
            HttpStatusCode status, Code code, String details, HttpServletRequest request, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Failure(key(request), code, details));
    }

    private static @Nullable String key(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("key") instanceof String key
                ? key.substring(1)
                : null;
    }
}
