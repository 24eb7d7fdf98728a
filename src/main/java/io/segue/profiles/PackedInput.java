package io.segue.profiles;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link PackedOutput} wrote. */
final class PackedInput {
    private final byte[] bytes;
    private int next;

    PackedInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes[next++] & 0xFF;
    }

    int count() {
        return (int) unsigned();
    }

    long size() {
        return unsigned();
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    long instant() {
        return octet() == 0 ? Memory.NO_EVENT : signed();
    }

    String text() {
        int head = count();
        if (head == 0) return new UUID(fixed(), fixed()).toString();
        if (head == 1) return Words.ALL.get(count());
        var text = new String(bytes, next, head - 2, StandardCharsets.UTF_8);
        next += head - 2;
        return text;
    }

    @Nullable
    Object value() {
        int kind = octet();
        return switch (kind) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> false;
            case 3 -> text();
            case 4 -> signed();
            case 5 -> Double.longBitsToDouble(fixed());
            case 6 -> new BigDecimal(text());
            case 7 -> {
                int size = count();
                var items = new ArrayList<@Nullable Object>();
                for (int i = 0; i < size; i++) items.add(value());
                yield Collections.unmodifiableList(items);
            }
            case 8 -> {
                int size = count();
                var fields = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 0; i < size; i++) fields.put(text(), value());
                yield Collections.unmodifiableMap(fields);
            }
            default -> throw new IllegalStateException("%d is no kind of value".formatted(kind));
        };
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) return value;
        }
    }

    private long fixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) value = value << 8 | octet();
        return value;
    }
}
