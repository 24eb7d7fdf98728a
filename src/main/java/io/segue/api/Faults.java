package io.segue.api;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What failed before, after or in spite of the controllers, as problems that tell nothing of why; the log does. */
@RestController
class Faults implements ErrorController {
    @RequestMapping("/error")
    void fault(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        var problem = ProblemDetail.forStatus(status);
        ProblemType.of(status.value()).mark(problem);
        ProblemWriter.write(request, response, problem);
    }
}
