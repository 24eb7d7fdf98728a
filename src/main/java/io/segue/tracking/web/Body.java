package io.segue.tracking.web;

import io.segue.server.BodyRoom;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What a call's body turned out to be. */
sealed interface Body {
    /** @param json the body as sent, decompressed */
    record Json(byte[] json) implements Body {}

    /** @param most the most bytes a body may have, before and after decompression */
    record TooLarge(int most) implements Body {}

    /** Too many others are being read. */
    record NoRoom() implements Body {}

    /** @param detail what is wrong with it */
    record Unreadable(String detail) implements Body {}

    /** Reads the raw stream, whatever its declared content type, and never more than the given number of bytes and one. */
    static Body read(HttpServletRequest request, int most, BodyRoom.Share room) throws IOException {
        if (request.getContentLengthLong() > most) return new TooLarge(most);
        var encoding = encoding(request.getHeader("Content-Encoding"));
        if (!Set.of("", "identity", "gzip", "x-gzip").contains(encoding))
            return new Unreadable("the body's Content-Encoding is not supported; send gzip or none");
        var raw = room.read(request.getInputStream(), most);
        if (raw.isEmpty()) return new NoRoom();
        if (raw.get().length > most) return new TooLarge(most);
        return isGzip(raw.get()) ? gunzip(raw.get(), most, room) : new Json(raw.get());
    }

    private static String encoding(@Nullable String header) {
        return header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
    }

    /** Told by the first two bytes, which no JSON has: proxies unpack bodies without saying so, and senders forget the header. */
    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static Body gunzip(byte[] raw, int most, BodyRoom.Share room) {
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            var json = room.read(unzipped, most);
            if (json.isEmpty()) return new NoRoom();
            return json.get().length > most ? new TooLarge(most) : new Json(json.get());
        } catch (IOException e) {
            return new Unreadable("the body is broken gzip");
        }
    }
}
