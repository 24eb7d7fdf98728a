package io.segue.tables;

import java.util.List;

/**
 * One sheet of a workbook.
 *
 * @param workbook file name, such as {@code lifecycle.xlsx}
 * @param rows     those with at least one cell that is not blank, ascending
 */
public record Sheet(String workbook, String name, List<Row> rows) {
    /**
     * One row.
     *
     * @param number 1-based, as the spreadsheet shows it
     * @param cells  from column A on; shorter than the widest row where the rest is blank
     */
    public record Row(int number, List<Cell> cells) {
        /** The cell of a 0-based column; a blank one beyond the end. */
        public Cell at(int column) {
            return column < cells.size() ? cells.get(column) : new Cell(column, number, null);
        }

        public int width() {
            return cells.size();
        }
    }
}
