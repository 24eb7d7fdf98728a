package io.segue.tables;

import java.util.List;

/**
 * One sheet of a workbook.
 *
 * @param workbook file name, such as {@code lifecycle.xlsx}
 * @param rows     those with at least one cell that is not blank, ascending
 * @param merges   cells shown as one; only the first cell of each holds the value
 */
public record Sheet(String workbook, String name, List<Row> rows, List<Merge> merges) {
    /**
     * Cells shown as one.
     *
     * @param range   such as {@code B8:J8}
     * @param lastRow 1-based
     */
    public record Merge(String range, int lastRow) {}

    /** Reports merges that reach a row, 1-based, or one below it: what they mean for each row can only be guessed. */
    public void refuseMerged(int fromRow, Problems problems) {
        for (var merge : merges)
            if (merge.lastRow() >= fromRow)
                problems.add(workbook, name + "!" + merge.range(), "is merged; write the value into each of its cells");
    }

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
