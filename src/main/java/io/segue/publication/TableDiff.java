package io.segue.publication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a table: changes of meaning only, never of looks.
 *
 * @param table   name of the table
 * @param from    version of the contents before
 * @param to      version of the contents after; as {@code from} when there are no changes
 * @param changes by sheet, rows in their order; empty when both say the same
 */
public record TableDiff(String table, String from, String to, List<Change> changes) {
    public TableDiff {
        changes = List.copyOf(changes);
    }

    /** What was done. */
    public enum Kind {
        SHEET_ADDED,
        SHEET_REMOVED,
        PROPERTY_CHANGED,
        COLUMN_ADDED,
        COLUMN_REMOVED,
        /** The header says something else. */
        COLUMN_RENAMED,
        ROW_ADDED,
        ROW_REMOVED,
        /** Only where the topmost row that matches is taken. */
        ROW_MOVED,
        /** Same cells under another name. */
        ROW_RENAMED,
        CELL_CHANGED
    }

    /**
     * One change.
     *
     * @param kind      what was done
     * @param sheet     name of the sheet
     * @param row       name of the row, the new one where it was renamed; empty for settings; null when the change is of no row
     * @param rowNumber 1-based in the new version, in the old one for a row removed; null when the change is of no row
     * @param column    label of the column, or word of the property; null when the change is of neither
     * @param cell      address in the new version, such as {@code C13}; null when there is none
     * @param before    what stood there, the old name, or the old row number; null when blank or nothing
     * @param after     what stands there, likewise; null when blank or nothing
     * @param who       who made it; null when not told
     * @param when      when it took effect; null when not told
     */
    public record Change(
            Kind kind,
            String sheet,
            @Nullable String row,
            @Nullable Integer rowNumber,
            @Nullable String column,
            @Nullable String cell,
            @Nullable String before,
            @Nullable String after,
            @Nullable String who,
            @Nullable Instant when) {

        Change by(@Nullable String author, @Nullable Instant instant) {
            return new Change(kind, sheet, row, rowNumber, column, cell, before, after, author, instant);
        }

        /** The change in a line, such as {@code Lifecycle: row "power" (row 13): Days since signup, at least: 30 -> 14}. */
        public String text() {
            var said = sheet + ": "
                    + switch (kind) {
                        case SHEET_ADDED -> "sheet added";
                        case SHEET_REMOVED -> "sheet removed";
                        case PROPERTY_CHANGED -> "%s: %s -> %s".formatted(column, shown(before), shown(after));
                        case COLUMN_ADDED -> "column \"%s\" added".formatted(column);
                        case COLUMN_REMOVED -> "column \"%s\" removed".formatted(column);
                        case COLUMN_RENAMED -> "column \"%s\" is called \"%s\" now".formatted(before, after);
                        case ROW_ADDED -> "row \"%s\" (row %d) added: %s".formatted(row, rowNumber, shown(after));
                        case ROW_REMOVED -> "row \"%s\" (row %d) removed: %s".formatted(row, rowNumber, shown(before));
                        case ROW_MOVED -> "row \"%s\" moved from row %s to row %s".formatted(row, before, after);
                        case ROW_RENAMED -> "row \"%s\" (row %d) was called \"%s\"".formatted(row, rowNumber, before);
                        case CELL_CHANGED -> "%s: %s: %s -> %s".formatted(place(), column, shown(before), shown(after));
                    };
            if (who == null && when == null) return said;
            return "%s (%s%s%s)"
                    .formatted(
                            said,
                            who == null ? "" : who,
                            who == null || when == null ? "" : ", ",
                            when == null ? "" : when);
        }

        private String place() {
            return row == null || row.isEmpty() ? "row " + rowNumber : "row \"%s\" (row %d)".formatted(row, rowNumber);
        }

        private static String shown(@Nullable String value) {
            return value == null ? "blank" : value.replace("\n", "\\n");
        }
    }

    /**
     * A version that followed another.
     *
     * @param who  who made it; null when not known
     * @param when when it took effect; null when not known
     */
    public record Step(
            TableContents contents,
            @Nullable String who,
            @Nullable Instant when) {}

    /** What changed from one to the other. */
    public static TableDiff between(TableContents before, TableContents after) {
        return new TableDiff(after.table(), before.version(), after.version(), new Comparison(before, after).changes());
    }

    /**
     * What changed from the first to the last of successive versions, each change with who and when of the last one that touched
     * the same cell, row or property.
     *
     * @param steps oldest first, at least one
     */
    public static TableDiff over(List<Step> steps) {
        if (steps.isEmpty()) throw new IllegalArgumentException("no versions to compare, expected one or more");
        var whole = between(steps.get(0).contents(), steps.get(steps.size() - 1).contents());
        return new TableDiff(
                whole.table(), whole.from(), whole.to(), new Attribution(steps).attributed(whole.changes()));
    }

    /** Whether both say the same. */
    public boolean empty() {
        return changes.isEmpty();
    }

    /** All changes, a line each; empty when there are none. */
    public String text() {
        var text = new StringBuilder();
        for (var change : changes) text.append(change.text()).append('\n');
        return text.toString();
    }
}
