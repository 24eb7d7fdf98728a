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
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Works on a bounded number of requests at once. As many others wait for a moment, since many requests that come together are mostly
 * over soon; the rest are sent away, so that more callers than can be served neither fill the memory nor make everybody wait. Probes always
 * pass, since a service that is busy is not dead, and so do figures.
 */
final class CapacityFilter extends OncePerRequestFilter {
    /** Not longer than it takes people to notice. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    private static final Set<String> PROBES = Set.of("/livez", "/readyz");
    /** Who watches the service has to see how busy it is. */
    private static final String FIGURES = "/actuator/";

    private final Semaphore places;
    private final Semaphore waiting;
    private final Counter refused;

    CapacityFilter(int atOnce, MeterRegistry meters) {
        // those who wait go first, or some would wait in vain for as long as others come
        places = new Semaphore(atOnce, true);
        waiting = new Semaphore(atOnce);
        refused = Counter.builder("segue.requests.refused")
                .description("requests sent away because too many others were worked on")
                .tag("reason", "capacity")
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.startsWith(FIGURES) || PROBES.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enter()) {
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

    /** Whether there was a place, or is one soon. */
    private boolean enter() {
        // with those who wait already, newcomers would pass them here
        if (!places.hasQueuedThreads() && places.tryAcquire()) return true;
        if (!waiting.tryAcquire()) return false;
        try {
            return places.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
