package io.segue.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Cuts newline-delimited JSON into batches that the service takes. A line is sent as it stands. For one thread. */
final class Batches {
    /** What a call may carry at most, with room for what surrounds the messages. */
    static final int MOST_BYTES = 500_000 - 1_000;

    /** How many messages a call may carry at most. */
    static final int MOST_MESSAGES = 2_500;

    /** How large one message may be. */
    static final int MOST_MESSAGE_BYTES = 32 * 1_024;

    /**
     * Messages for one call.
     *
     * @param lines the line numbers they stand on, in the order of the body
     */
    record Batch(String body, List<Long> lines) {}

    /** A line that is not sent, and why. */
    record Unsendable(long line, String why) {}

    private final BufferedReader reader;
    private final int size;
    private final List<Unsendable> unsendable = new ArrayList<>();
    private final JsonMapper json = JsonMapper.shared();
    private String held = "";
    private long line;
    private long read;

    /** @param size messages in a batch, 1 to 2,500 */
    Batches(BufferedReader reader, int size) {
        this.reader = reader;
        this.size = size;
    }

    /** The next batch; empty when all is read. */
    Optional<Batch> next() throws IOException {
        var messages = new ArrayList<String>();
        var lines = new ArrayList<Long>();
        var bytes = 0;
        while (messages.size() < size && advance()) {
            var length = bytes(held);
            if (!messages.isEmpty() && bytes + length + 1 > MOST_BYTES) break;
            messages.add(held);
            lines.add(line);
            bytes += length + 1;
            held = "";
        }
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new Batch("{\"batch\":[" + String.join(",", messages) + "]}", lines));
    }

    /** How many messages were read, those that cannot be sent among them. Blank lines are none. */
    long read() {
        return read;
    }

    /** Lines that no call could carry. */
    List<Unsendable> unsendable() {
        return unsendable;
    }

    /** Holds the next message that can be sent, unless one is held already; false when there is none. */
    private boolean advance() throws IOException {
        while (held.isEmpty()) {
            var text = reader.readLine();
            if (text == null) return false;
            line++;
            text = text.strip();
            if (text.isEmpty()) continue;
            read++;
            if (bytes(text) > MOST_MESSAGE_BYTES)
                unsendable.add(new Unsendable(line, "is over %d bytes".formatted(MOST_MESSAGE_BYTES)));
            else if (!isJsonObject(text)) unsendable.add(new Unsendable(line, "is not a JSON object"));
            else held = text;
        }
        return true;
    }

    private boolean isJsonObject(String text) {
        try {
            return json.readTree(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
