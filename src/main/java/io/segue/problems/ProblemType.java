package io.segue.problems;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A kind of problem. Its name is part of the API: it stays what it is as long as the version in the path does.
 */
public enum ProblemType {
    KEY(HttpStatus.UNAUTHORIZED, "A key is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "This key does not allow it"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    PARAMETER(HttpStatus.BAD_REQUEST, "A parameter can't be used"),
    FACTS(HttpStatus.BAD_REQUEST, "The facts can't be decided on"),
    JSON(HttpStatus.BAD_REQUEST, "The body is not the JSON expected"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "It is not known");

    private static final String ROOT = "/problems/";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    /** Where it is explained, from the root of the service. */
    public URI uri() {
        return URI.create(ROOT + slug());
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** One such problem; the detail says what is wrong this time. */
    public ProblemDetail problem(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title);
        return problem;
    }

    /** The same, with what is wrong with each value, where there is any. */
    public ProblemDetail problem(String detail, List<?> errors) {
        var problem = problem(detail);
        if (!errors.isEmpty()) problem.setProperty("errors", errors);
        return problem;
    }
}
