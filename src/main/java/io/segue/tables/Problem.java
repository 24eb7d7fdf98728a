package io.segue.tables;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a source of knowledge, addressed so that its owner finds it.
 *
 * @param file   name of the workbook or rule file
 * @param place  {@code Sheet!C7}, a sheet's name, a line, or null for the file as a whole
 * @param detail what is wrong and what is expected
 */
public record Problem(String file, @Nullable String place, String detail) {
    @Override
    public String toString() {
        return place == null ? file + ": " + detail : file + " " + place + ": " + detail;
    }
}
