package io.segue.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection, spoken to byte for byte: for what no proper client would send, and for clients that cost next to nothing. */
public final class Wire implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket = new Socket();
    private final InputStream in;
    private long deadline = Long.MAX_VALUE;

    /** To that port of this machine. */
    public Wire(int port, Duration patience) throws IOException {
        this("127.0.0.1", port, patience);
    }

    public Wire(String address, int port, Duration patience) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /**
     * What came back.
     *
     * @param closes whether the server takes no other request on this connection
     */
    public record Answer(int status, List<String> headers, byte[] body, boolean closes) {
        /** The first header of that name. */
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether it goes on without end. */
        boolean isStream() {
            return header("Content-Type").orElse("").startsWith("text/event-stream");
        }
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says that nothing more is coming, and goes on listening. */
    public void sendNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Reads one answer. Of a stream of events only the head is read, since it has no end.
     *
     * @param toHead   whether the request was a HEAD, whose answer has no body
     * @param patience for the whole of it
     * @return empty when the connection ended without one
     * @throws SocketTimeoutException when it takes longer
     */
    public Optional<Answer> read(boolean toHead, Duration patience) throws IOException {
        deadline = System.nanoTime() + patience.toNanos();
        int first = next();
        if (first < 0) return Optional.empty();
        var line = (char) first + line();
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) throw new IOException("no status line: " + line);
        int status = Integer.parseInt(line.substring(9, 12));
        var headers = new ArrayList<String>();
        for (var header = line(); !header.isEmpty(); header = line()) headers.add(header);
        if (status < 200) return read(toHead, patience);
        boolean oldVersion = line.startsWith("HTTP/1.0");
        var head = new Answer(status, headers, new byte[0], oldVersion);
        var connection = head.header("Connection").orElse("");
        boolean closes = connection.equalsIgnoreCase("close")
                || (oldVersion && !connection.equalsIgnoreCase("keep-alive"))
                || head.isStream();
        if (toHead || status == NO_CONTENT || status == NOT_MODIFIED || head.isStream())
            return Optional.of(new Answer(status, headers, new byte[0], closes));
        var length = head.header("Content-Length");
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked"))
            return Optional.of(new Answer(status, headers, chunks(), closes));
        if (length.isPresent())
            return Optional.of(new Answer(status, headers, exactly(Integer.parseInt(length.get())), closes));
        return Optional.of(new Answer(status, headers, rest(), true));
    }

    /** Whether a stream goes on; what it has brought is passed over. */
    public boolean goesOn() {
        try {
            socket.setSoTimeout(1);
            while (in.read() >= 0) {}
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().strip(), 16);
            body.write(exactly(size));
            var end = line();
            if (!end.isEmpty()) throw new IOException("a chunk is longer than it says");
            if (size == 0) return body.toByteArray();
        }
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = new byte[length];
        for (int at = 0; at < length; ) {
            hurry();
            int read = in.read(bytes, at, length - at);
            if (read < 0) throw new EOFException("an answer was cut off");
            at += read;
        }
        return bytes;
    }

    private byte[] rest() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int one = next(); one >= 0; one = next()) bytes.write(one);
        return bytes.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int one = next(); one != '\n'; one = next()) {
            if (one < 0) throw new EOFException("an answer was cut off");
            if (line.length() > LONGEST_LINE) throw new IOException("a line of an answer has no end");
            if (one != '\r') line.append((char) one);
        }
        return line.toString();
    }

    private int next() throws IOException {
        // what is buffered already needs no look at the clock
        if (in.available() == 0) hurry();
        return in.read();
    }

    private void hurry() throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) throw new SocketTimeoutException("the answer takes too long");
        socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
    }

    /** Ends the connection at once, which leaves nothing waiting on either side. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        reset();
    }
}
