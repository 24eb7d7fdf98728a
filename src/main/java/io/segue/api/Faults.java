package io.segue.api;

import io.segue.problems.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** What failed before, after or in spite of the controllers, as problem details that tell nothing of why; the log does. */
@RestController
class Faults implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> fault(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        var problem = ProblemDetail.forStatus(status);
        ProblemType.of(status.value()).mark(problem);
        // else it is taken to be about this path
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path)
            problem.setInstance(UriComponentsBuilder.fromPath("{path}").build(path));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
