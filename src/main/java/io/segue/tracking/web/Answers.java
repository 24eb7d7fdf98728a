package io.segue.tracking.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.tracking.Problem;
import io.segue.tracking.Receipt;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The answers of the tracking API. The content type is always said, so that no Accept header can turn one into an error. */
final class Answers {
    private static final String TYPES = "urn:segue:problem:";
    private static final String RETRY_AFTER_SECONDS = "1";
    /** Of all that is wrong with a batch, so much is told. */
    private static final int MOST_ERRORS = 100;

    /**
     * What a sender is told when the good events of its call are durable.
     *
     * @param success  always true
     * @param rejected how many events were refused; not shown when none was
     * @param errors   what is wrong with them, the first 100 problems; not shown when there are none
     */
    record Success(
            boolean success,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rejected,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem> errors) {}

    private Answers() {}

    static ResponseEntity<Object> taken(List<Receipt.Refused> refused) {
        var errors = refused.stream()
                .flatMap(one -> one.problems().stream()
                        .map(problem -> new Problem("/batch/" + one.index() + problem.pointer(), problem.detail())))
                .limit(MOST_ERRORS)
                .toList();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Success(true, refused.size(), errors));
    }

    static ResponseEntity<Object> badRequest(String type, String detail, List<Problem> errors) {
        return problem(HttpStatus.BAD_REQUEST, type, detail, errors, null);
    }

    static ResponseEntity<Object> unauthorized() {
        var challenge = new HttpHeaders();
        challenge.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"write key\"");
        return problem(
                HttpStatus.UNAUTHORIZED,
                "write-key",
                "A write key is needed, as the user name of Basic authentication or as writeKey in the body.",
                List.of(),
                challenge);
    }

    /** For what passes: senders keep their events and come again. */
    static ResponseEntity<Object> later(HttpStatus status, String type, String detail) {
        var retry = new HttpHeaders();
        retry.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return problem(status, type, detail, List.of(), retry);
    }

    private static ResponseEntity<Object> problem(
            HttpStatus status, String type, String detail, List<Problem> errors, @Nullable HttpHeaders headers) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + type));
        if (!errors.isEmpty()) problem.setProperty("errors", errors);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
