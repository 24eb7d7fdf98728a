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
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads bodies before anything is done for them, and no more of one than its door takes, declared or not. */
final class BodyLimit extends OncePerRequestFilter {
    /** Far above any question; events come by doors of their own, with a limit of theirs. */
    private static final int QUESTION = 1 << 20;

    /** Far above any table that people edit. */
    private static final int WORKBOOK = 2 << 20;

    private static final Pattern WORKBOOKS = Pattern.compile("/v1/tables/[^/]+/drafts");

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    private final BodyRoom room;

    BodyLimit(BodyRoom room) {
        this.room = room;
        room.mustHold(WORKBOOK);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return IngestPaths.all().contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = WORKBOOKS.matcher(request.getServletPath()).matches() ? WORKBOOK : QUESTION;
        if (request.getContentLengthLong() > most) {
            ProblemWriter.write(request, response, tooLarge(most));
        } else if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            readThenFilter(request, response, chain, most);
        } else chain.doFilter(request, response);
    }

    private static ProblemDetail tooLarge(int most) {
        return ProblemType.TOO_LARGE.problem("The body is larger than %d bytes.".formatted(most));
    }

    private void readThenFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain, int most)
            throws ServletException, IOException {
        try (var share = room.share()) {
            var body = share.read(request.getInputStream(), most);
            if (body.isEmpty()) {
                var problem = ProblemType.TOO_MANY_REQUESTS.problem("Too many bodies are being read at once.");
                ProblemWriter.write(request, response, problem, COME_AGAIN);
            } else if (body.get().length > most) ProblemWriter.write(request, response, tooLarge(most));
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
