package io.segue.security;

import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Reads no more than {@link #MOST} bytes of a body, declared or not. */
final class BodyLimit extends OncePerRequestFilter {
    /** Far above any question; events come by doors of their own, with a limit of theirs. */
    static final int MOST = 1 << 20;

    private static final String TYPE = "urn:segue:problem:too-large";
    private static final String DETAIL = "The body is larger than %d bytes.".formatted(MOST);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter().write("""
                    {"type":"%s","title":"Content Too Large","status":413,"detail":"%s"}""".formatted(TYPE, DETAIL));
        } else if (request.getContentLengthLong() < 0) chain.doFilter(new Counted(request), response);
        else chain.doFilter(request, response);
    }

    /** A body that does not say how long it is; reading it ends where it becomes too long. */
    private static final class Counted extends ContentCachingRequestWrapper {
        Counted(HttpServletRequest request) {
            super(request, MOST);
        }

        @Override
        protected void handleContentOverflow(int limit) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, DETAIL);
            problem.setType(URI.create(TYPE));
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, problem, null);
        }
    }
}
