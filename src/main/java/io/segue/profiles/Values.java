package io.segue.profiles;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values in the few forms they are kept in: text, boolean, Long, Double, BigDecimal, list, map and null. */
final class Values {
    private Values() {}

    /** The value in the form it is kept in: whole numbers as Long, others as Double; what fits neither as BigDecimal. */
    static @Nullable Object kept(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) return value;
        if (value instanceof Integer || value instanceof Short || value instanceof Byte)
            return ((Number) value).longValue();
        if (value instanceof BigInteger whole)
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : new BigDecimal(whole);
        if (value instanceof BigDecimal number) return number(number);
        if (value instanceof Number number) return number.doubleValue();
        if (value instanceof Iterable<?> items) {
            var kept = new ArrayList<@Nullable Object>();
            for (var item : items) kept.add(kept(item));
            return Collections.unmodifiableList(kept);
        }
        if (value instanceof Map<?, ?> fields) {
            var kept = new LinkedHashMap<String, @Nullable Object>();
            fields.forEach((name, field) -> kept.put(String.valueOf(name), kept(field)));
            return Collections.unmodifiableMap(kept);
        }
        return value.toString();
    }

    private static Object number(BigDecimal number) {
        double close = number.doubleValue();
        return Double.isFinite(close) && BigDecimal.valueOf(close).compareTo(number) == 0 ? (Object) close : number;
    }
}
