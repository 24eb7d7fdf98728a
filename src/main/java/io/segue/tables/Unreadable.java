package io.segue.tables;

import org.jspecify.annotations.Nullable;

/** Why a file is not read as a workbook at all. */
final class Unreadable extends Exception {
    private final @Nullable String suggestion;

    Unreadable(String detail) {
        this(detail, null);
    }

    Unreadable(String detail, @Nullable String suggestion) {
        super(detail);
        this.suggestion = suggestion;
    }

    Problem of(String file) {
        return Problem.of(file, String.valueOf(getMessage())).suggesting(suggestion);
    }
}
