package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.security.Admission.Verdict;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request with a key act as what the key allows. Tokens of an identity provider are left to whom they concern. */
final class KeyFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final RefusalLog refusals;

    KeyFilter(Admission admission, RefusalLog refusals) {
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
        var key = PresentedKey.of(request);
        if (key.isPresent() && !PresentedKey.isOfIdentityProvider(key.get())) {
            var verdict = admission.admit(key.get(), request.getRemoteAddr());
            if (verdict instanceof Verdict.LockedOut locked) {
                refusals.note(request, Caller.NOBODY, "refused.locked-out");
                ProblemWriter.write(
                        request,
                        response,
                        ProblemType.TOO_MANY_REQUESTS.problem("Too many wrong keys came from this address."),
                        locked.after());
                return;
            }
            if (verdict instanceof Verdict.Admitted admitted) {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(CallerAuthentication.of(admitted.caller()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }
}
