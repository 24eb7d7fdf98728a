package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Without keys only this machine is answered: under its own names, so that no page reaches the service under a name of the page's; and
 * to its own pages, since any page can have a browser on this machine send a request.
 */
final class OpenHostFilter extends OncePerRequestFilter {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (THIS_MACHINE.contains(request.getServerName()) && isOfThisMachine(request.getHeader(HttpHeaders.ORIGIN)))
            chain.doFilter(request, response);
        else
            ProblemWriter.write(
                    request,
                    response,
                    ProblemType.FORBIDDEN.problem(
                            "Without keys, this service answers this machine and its pages only."));
    }

    /** @param origin null from anything but a page */
    private static boolean isOfThisMachine(@Nullable String origin) {
        if (origin == null) return true;
        try {
            var host = URI.create(origin).getHost();
            return host != null && THIS_MACHINE.contains(host);
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
