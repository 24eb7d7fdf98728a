package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds callers to the web origins they are bound to, and to their pace. */
final class CallerFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final RefusalLog refusals;

    CallerFilter(Admission admission, RefusalLog refusals) {
        this.admission = admission;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.current();
        if (caller.equals(Caller.NOBODY)) {
            chain.doFilter(request, response);
            return;
        }
        if (!caller.mayComeFrom(request.getHeader(HttpHeaders.ORIGIN))) {
            refusals.note(request, caller, "refused.origin");
            ProblemWriter.write(
                    request, response, ProblemType.FORBIDDEN.problem("This key is bound to other web origins."));
            return;
        }
        var wait = admission.wait(caller);
        if (wait.isPresent()) {
            refusals.note(request, caller, "refused.pace");
            ProblemWriter.write(
                    request,
                    response,
                    ProblemType.TOO_MANY_REQUESTS.problem("This key asks faster than it may."),
                    wait.get());
            return;
        }
        chain.doFilter(request, response);
    }
}
