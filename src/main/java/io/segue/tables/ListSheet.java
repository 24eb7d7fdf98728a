package io.segue.tables;

import io.segue.tables.Listing.Column;
import java.util.List;

/**
 * A sheet that is looked up rather than reasoned about, as the code that reads it declares it.
 *
 * @param workbook file name, such as {@code features.xlsx}
 * @param columns  those it must have, in the order they are shown
 * @param key      headers of the columns that together tell a row from the others; empty for settings, which are one row
 */
public record ListSheet(String workbook, String name, List<Column> columns, List<String> key) {
    public ListSheet {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Whether it holds one row of settings. */
    public boolean settings() {
        return key.isEmpty();
    }
}
