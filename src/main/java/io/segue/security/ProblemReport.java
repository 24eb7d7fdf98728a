package io.segue.security;

import io.segue.problems.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What Tomcat refuses before Segue sees it, such as a path with a null character, as problem details instead of its own page. */
public final class ProblemReport extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
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
