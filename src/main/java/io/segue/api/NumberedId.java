package io.segue.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** An id that is a number, of a refresh or a rehearsal, as requests name it. */
final class NumberedId {
    /** As many digits as every number fits that is stored. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private NumberedId() {}

    /** Empty for text that is the id of nothing. */
    static Optional<Long> read(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
