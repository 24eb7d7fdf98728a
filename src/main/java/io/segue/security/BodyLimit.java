package io.segue.security;

import io.segue.problems.ProblemType;
import io.segue.problems.ProblemWriter;
import io.segue.server.BodyRoom;
import io.segue.tracking.web.IngestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads bodies before anything is done for them, and no more than {@link #MOST} bytes of one, declared or not. */
final class BodyLimit extends OncePerRequestFilter {
    /** Far above any question; events come by doors of their own, with a limit of theirs. */
    static final int MOST = 1 << 20;

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    private static final ProblemDetail TOO_LARGE =
            ProblemType.TOO_LARGE.problem("The body is larger than %d bytes.".formatted(MOST));

    private final BodyRoom room;

    BodyLimit(BodyRoom room) {
        this.room = room;
        room.mustHold(MOST);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            ProblemWriter.write(request, response, TOO_LARGE);
        } else if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            readThenFilter(request, response, chain);
        } else chain.doFilter(request, response);
    }

    private void readThenFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var share = room.share()) {
            var body = share.read(request.getInputStream(), MOST);
            if (body.isEmpty()) {
                var problem = ProblemType.TOO_MANY_REQUESTS.problem("Too many bodies are being read at once.");
                ProblemWriter.write(request, response, problem, COME_AGAIN);
            } else if (body.get().length > MOST) ProblemWriter.write(request, response, TOO_LARGE);
            else chain.doFilter(new Read(request, body.get()), response);
        }
    }

    /** A request whose body has come. */
    private static final class Read extends HttpServletRequestWrapper {
        private final ServletInputStream body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new BodyStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var charset = getCharacterEncoding() == null ? StandardCharsets.UTF_8.name() : getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(body, charset));
        }
    }

    private static final class BodyStream extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        BodyStream(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has come already; read it");
        }
    }
}
