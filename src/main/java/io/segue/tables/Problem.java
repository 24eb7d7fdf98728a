package io.segue.tables;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a source of knowledge, addressed so that its owner finds it.
 *
 * @param file       name of the workbook, or path of the rule file
 * @param sheet      null when it is about the file as a whole, or about a rule file
 * @param cell       address such as {@code C7}, or a range; null when it is about the sheet as a whole
 * @param line       1-based line of a rule file; null elsewhere and where the line isn't known
 * @param found      what stands in the cell, as text and cut at 200 characters; null when it is blank or no cell is meant
 * @param detail     what is wrong, one sentence without its full stop
 * @param expected   what may stand there; null when {@code detail} says all
 * @param suggestion what to do about it, a sentence with its full stop; null when nobody could guess it
 */
public record Problem(
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable Integer line,
        @Nullable String found,
        String detail,
        @Nullable String expected,
        @Nullable String suggestion) {
    private static final int LONGEST_FOUND = 200;

    public Problem {
        found = found == null || found.isBlank() ? null : cut(found, LONGEST_FOUND);
    }

    /** About a file as a whole. */
    public static Problem of(String file, String detail) {
        return new Problem(file, null, null, null, null, detail, null, null);
    }

    /** About a line of a file, 1-based; null when the line isn't known. */
    public static Problem line(String file, @Nullable Integer line, String detail) {
        return new Problem(file, null, null, line, null, detail, null, null);
    }

    /** About a sheet as a whole. */
    public static Problem of(Sheet sheet, String detail) {
        return new Problem(sheet.workbook(), sheet.name(), null, null, null, detail, null, null);
    }

    /** About a cell, with what is found there. */
    public static Problem at(Sheet sheet, Cell cell, String detail) {
        return new Problem(sheet.workbook(), sheet.name(), cell.address(), null, cell.text(), detail, null, null);
    }

    /** The same about a range such as {@code B8:J8}. */
    public static Problem at(Sheet sheet, String range, String detail) {
        return new Problem(sheet.workbook(), sheet.name(), range, null, null, detail, null, null);
    }

    /** The same with that as what is found. */
    public Problem finding(@Nullable String text) {
        return new Problem(file, sheet, cell, line, text, detail, expected, suggestion);
    }

    /** The same with that as what is expected. */
    public Problem expecting(@Nullable String text) {
        return new Problem(file, sheet, cell, line, found, detail, text, suggestion);
    }

    /** The same with that as what to do. */
    public Problem suggesting(@Nullable String text) {
        return new Problem(file, sheet, cell, line, found, detail, expected, text);
    }

    /** {@code Sheet!C7}, a sheet's name, a line, or null for the file as a whole. */
    public @Nullable String place() {
        if (line != null) return "line " + line;
        return sheet == null || cell == null ? sheet : sheet + "!" + cell;
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** In one line, {@code lifecycle.xlsx Lifecycle!B11: "thirty" can't be read as a number; expected a whole number. Write 30.} */
    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (place() != null) text.append(' ').append(place());
        text.append(": ").append(detail);
        if (expected != null) text.append("; expected ").append(expected);
        if (suggestion != null) text.append(". ").append(suggestion);
        return text.toString();
    }
}
