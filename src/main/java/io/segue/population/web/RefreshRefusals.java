package io.segue.population.web;

import io.segue.population.AsOfInTheFuture;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as problem details (RFC 9457). */
@RestControllerAdvice(assignableTypes = {RefreshController.class, SegmentsController.class})
class RefreshRefusals {
    private static final String TYPES = "urn:segue:problem:";

    /** @param pointer the name of the parameter */
    record Fault(String pointer, String detail) {}

    @ExceptionHandler
    ProblemDetail bad(BadParameter bad) {
        return parameter(bad.parameter(), String.valueOf(bad.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail future(AsOfInTheFuture bad) {
        return parameter("asOf", String.valueOf(bad.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail missing(NoSuchRefresh missing) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(missing.getMessage()));
        problem.setType(URI.create(TYPES + "not-found"));
        return problem;
    }

    private static ProblemDetail parameter(String name, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, name + " can't be taken");
        problem.setType(URI.create(TYPES + "parameter"));
        problem.setProperty("errors", List.of(new Fault(name, detail)));
        return problem;
    }
}
