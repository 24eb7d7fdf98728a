package io.segue.security;

import io.segue.problems.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What Tomcat refuses before Segue sees it, such as a path with a null character, as problem details instead of its own page. That it
 * does not know a version, method or encoding of HTTP is the sender's fault: 501 and 505 become 400, so that nobody outside can
 * make the service look as if it failed.
 */
public final class ProblemReport extends ErrorReportValve {
    private static final Set<Integer> UNKNOWN_TO_TOMCAT =
            Set.of(HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        if (UNKNOWN_TO_TOMCAT.contains(response.getStatus())) response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            var body = response.getReporter();
            if (body == null) return;
            var type = ProblemType.of(response.getStatus());
            body.write("""
                    {"type":"%s","title":"%s","status":%d}""".formatted(type.uri(), type.title(), response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            // who asked is gone
        }
    }
}
