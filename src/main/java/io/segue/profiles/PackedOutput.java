package io.segue.profiles;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes numbers in as few bytes as they need, seven bits in each. */
final class PackedOutput {
    private byte[] buffer = new byte[512];
    private int size;

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    void octet(int value) {
        if (size == buffer.length) buffer = Arrays.copyOf(buffer, 2 * size);
        buffer[size++] = (byte) value;
    }

    /** A number from 0 on. */
    void count(int value) {
        unsigned(value & 0xFFFFFFFFL);
    }

    /** A large number from 0 on. */
    void size(long value) {
        unsigned(value);
    }

    /** A number of either sign; small ones are short. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Milliseconds, or none. */
    void instant(long millis) {
        octet(millis == Memory.NO_EVENT ? 0 : 1);
        if (millis != Memory.NO_EVENT) signed(millis);
    }

    /** A text: a word of the list, a UUID in the canonical form, or UTF-8. */
    void text(String text) {
        var place = Words.PLACES.get(text);
        if (place != null) {
            octet(1);
            count(place);
            return;
        }
        var uuid = uuid(text);
        if (uuid != null) {
            octet(0);
            fixed(uuid.getMostSignificantBits());
            fixed(uuid.getLeastSignificantBits());
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        count(bytes.length + 2);
        for (byte octet : bytes) octet(octet);
    }

    /** A JSON value as {@link Values} keeps them. */
    void value(@Nullable Object value) {
        if (value == null) octet(0);
        else if (value instanceof Boolean yes) octet(yes ? 1 : 2);
        else if (value instanceof String text) {
            octet(3);
            text(text);
        } else if (value instanceof Long whole) {
            octet(4);
            signed(whole);
        } else if (value instanceof Double number) {
            octet(5);
            fixed(Double.doubleToLongBits(number));
        } else if (value instanceof BigDecimal number) {
            octet(6);
            text(number.toString());
        } else if (value instanceof List<?> items) {
            octet(7);
            count(items.size());
            items.forEach(this::value);
        } else if (value instanceof Map<?, ?> fields) {
            octet(8);
            count(fields.size());
            fields.forEach((name, field) -> {
                text((String) name);
                value(field);
            });
        } else throw new IllegalArgumentException("%s is no JSON value".formatted(value.getClass()));
    }

    private void unsigned(long value) {
        while ((value & ~0x7FL) != 0) {
            octet((int) (value & 0x7F) | 0x80);
            value >>>= 7;
        }
        octet((int) value);
    }

    private void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) octet((int) (value >>> shift));
    }

    private static @Nullable UUID uuid(String text) {
        if (text.length() != 36 || text.charAt(8) != '-' || text.charAt(13) != '-') return null;
        try {
            var uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
