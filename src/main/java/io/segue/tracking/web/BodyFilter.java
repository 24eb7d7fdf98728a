package io.segue.tracking.web;

import io.segue.server.BodyRoom;
import io.segue.tracking.TrackingLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the bodies of tracking calls before anything else can. Senders declare gzip or JSON as a form or as text; a parameter read
 * on the way, by a form filter or a CSRF check, would eat such a body.
 */
final class BodyFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = Body.class.getName();

    private final int most;
    private final BodyRoom room;

    BodyFilter(TrackingLimits limits, BodyRoom room) {
        this.most = (int) limits.batch().toBytes();
        this.room = room;
        // a body that is packed is there twice
        room.mustHold(2L * most);
    }

    /** The body that the filter read. */
    static Body bodyOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Body body) return body;
        throw new IllegalStateException(
                "the filter read no body of %s; does it cover the path?".formatted(request.getServletPath()));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || !IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var share = room.share()) {
            request.setAttribute(ATTRIBUTE, Body.read(request, most, share));
            chain.doFilter(new AsJson(request), response);
        } finally {
            // the events are read out of it, and may wait for long to be durable
            request.removeAttribute(ATTRIBUTE);
        }
    }

    /** A request whose body is taken out already, so that nobody downstream looks for a form or for parts in it. */
    private static final class AsJson extends HttpServletRequestWrapper {
        AsJson(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_JSON_VALUE;
        }

        /** What looks at origins reads the header itself, and fails over some. */
        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }
    }
}
