package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Reads no more than {@link #MOST} bytes of a body, declared or not. */
final class BodyLimit extends OncePerRequestFilter {
    /** Far above any question; events come by doors of their own, with a limit of theirs. */
    static final int MOST = 1 << 20;

    private static final String DETAIL = "The body is larger than %d bytes.".formatted(MOST);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            ProblemWriter.write(request, response, ProblemType.TOO_LARGE.problem(DETAIL));
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
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE, ProblemType.TOO_LARGE.problem(DETAIL), null);
        }
    }
}
