package io.segue.ofrep;

import io.segue.decisions.Decision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says to one flag.
 *
 * @param value   a text, a whole number, true or false, or a record without nulls
 * @param because the row or rule that said so; null where none did, as of a membership that does not hold
 * @param split   whether it is so because the user is in the control group
 * @param details more about the value: texts, numbers, true or false, no nulls
 */
record Outcome(Object value, String variant, Decision.@Nullable Reason because, boolean split, Map<String, ?> details) {
    static Outcome of(Object value, String variant, Decision.@Nullable Reason because) {
        return new Outcome(value, variant, because, false, Map.of());
    }

    /** Of a flag whose value is the name of its variant. */
    static Outcome named(String value, Decision.@Nullable Reason because) {
        return of(value, value, because);
    }

    Outcome with(Map<String, ?> more) {
        return new Outcome(value, variant, because, split, more);
    }

    Outcome split(boolean control) {
        return new Outcome(value, variant, because, control, details);
    }
}
