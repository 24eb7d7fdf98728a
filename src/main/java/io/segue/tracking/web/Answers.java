package io.segue.tracking.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.tracking.Problem;
import io.segue.tracking.Receipt;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answers of the tracking API. The content type is always said, so that no Accept header can turn one into an error. */
final class Answers {
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
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

    static ResponseEntity<Object> refused(ProblemType type, String detail, List<Problem> errors) {
        return problem(type, detail, errors, new HttpHeaders());
    }

    static ResponseEntity<Object> unauthorized() {
        var challenge = new HttpHeaders();
        challenge.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"write key\"");
        return problem(
                ProblemType.WRITE_KEY,
                "A write key is needed, as the user name of Basic authentication or as writeKey in the body.",
                List.of(),
                challenge);
    }

    /** For what passes: senders keep their events and come again. */
    static ResponseEntity<Object> later(ProblemType type, String detail) {
        return later(type, detail, COME_AGAIN);
    }

    static ResponseEntity<Object> later(ProblemType type, String detail, Duration wait) {
        var retry = new HttpHeaders();
        retry.set(HttpHeaders.RETRY_AFTER, ProblemWriter.seconds(wait));
        return problem(type, detail, List.of(), retry);
    }

    private static ResponseEntity<Object> problem(
            ProblemType type, String detail, List<Problem> errors, HttpHeaders headers) {
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(type.problem(detail, errors));
    }
}
