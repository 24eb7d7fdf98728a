package io.segue.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is at work, in filters. */
public final class ProblemWriter {
    /** Flag evaluation has error bodies of its own, which its clients need. */
    private static final String FLAGS = "/ofrep/";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    /** The same, with how long to wait before asking again: whole seconds, 1 or more. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, ProblemDetail problem, Duration wait)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait));
        write(request, response, problem);
    }

    /** A time to wait as the header Retry-After says it: rounded up to whole seconds, 1 or more. */
    public static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    /** Answers the request with the problem, in the shape that the path's clients read. */
    public static void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        var body = new LinkedHashMap<String, Object>();
        response.setStatus(problem.getStatus());
        if (path(request).startsWith(FLAGS)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            body.put("errorCode", "GENERAL");
            body.put(
                    "errorDetails",
                    problem.getDetail() == null ? String.valueOf(problem.getTitle()) : problem.getDetail());
        } else {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            body.put("type", String.valueOf(problem.getType()));
            body.put("title", String.valueOf(problem.getTitle()));
            body.put("status", problem.getStatus());
            if (problem.getDetail() != null) body.put("detail", problem.getDetail());
        }
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }

    /** What was asked for, which is not where a failure is dispatched to. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }
}
