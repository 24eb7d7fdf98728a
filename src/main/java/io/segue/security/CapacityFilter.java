package io.segue.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Works on a bounded number of requests at once and sends the others away at once, so that more callers than can be served neither fill
 * the memory nor make everybody wait. Probes always pass: a service that is busy is not dead.
 */
final class CapacityFilter extends OncePerRequestFilter {
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    private static final String PROBES = "/actuator/health";

    private final Semaphore places;
    private final Counter refused;

    CapacityFilter(int atOnce, MeterRegistry meters) {
        places = new Semaphore(atOnce);
        refused = Counter.builder("segue.requests.refused")
                .description("requests sent away because too many others were worked on")
                .tag("reason", "capacity")
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith(PROBES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            refused.increment();
            ProblemWriter.write(
                    request,
                    response,
                    ProblemType.TOO_MANY_REQUESTS.problem("The service has as much to do as it can."),
                    COME_AGAIN);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }
}
