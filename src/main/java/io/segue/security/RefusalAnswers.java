package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What callers are told whom the chain does not let through. */
final class RefusalAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final RefusalLog refusals;

    RefusalAnswers(RefusalLog refusals) {
        this.refusals = refusals;
    }

    /** Nobody knows who asks. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        refusals.note(request, Caller.NOBODY, "refused.key");
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemWriter.write(
                request,
                response,
                ProblemType.KEY.problem("A key is needed: Authorization: Bearer KEY, or X-API-Key: KEY."));
    }

    /** It is known who asks, and that they may not. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        refusals.note(request, Caller.current(), "refused.scope");
        ProblemWriter.write(request, response, ProblemType.FORBIDDEN.problem("This key does not allow it."));
    }
}
