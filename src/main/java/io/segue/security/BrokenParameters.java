package io.segue.security;

import io.segue.problems.ProblemType;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A query that is no UTF-8, or badly encoded, is refused; left alone, the server writes a stack trace to the log for each. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenParameters {
    @ExceptionHandler
    ProblemDetail broken(InvalidParameterException refused) {
        return ProblemType.REQUEST.problem("The parameters are not percent-encoded UTF-8.");
    }
}
