package io.segue.tables;

import java.util.List;
import java.util.Set;

/**
 * One sheet of a workbook.
 *
 * @param workbook file name, such as {@code lifecycle.xlsx}
 * @param rows     those with at least one cell that is not blank, ascending
 * @param merges   cells shown as one; only the first cell of each holds the value
 * @param hidden   what of it is not shown
 */
public record Sheet(String workbook, String name, List<Row> rows, List<Merge> merges, Hidden hidden) {
    /**
     * What a sheet holds without showing it.
     *
     * @param whole   whether the sheet itself is hidden
     * @param rows    1-based numbers
     * @param columns 0-based
     */
    public record Hidden(boolean whole, Set<Integer> rows, Set<Integer> columns) {
        public static final Hidden NOTHING = new Hidden(false, Set.of(), Set.of());
    }

    /** Whether it is laid out as a rule table, as Drools knows them: its first cell says RuleSet. */
    public boolean isRuleTable() {
        return !rows.isEmpty() && rows.get(0).at(0).text().strip().equalsIgnoreCase("RuleSet");
    }

    /** The row of a rule table, 1-based, that holds the headers: the fourth below RuleTable. Its data begins below; 0 without any. */
    public int lastHeaderRow() {
        for (var row : rows) if (row.at(0).text().strip().startsWith("RuleTable")) return row.number() + 4;
        return 0;
    }

    /** The cell of a 0-based column and a 1-based row; a blank one where nothing stands. */
    public Cell cell(int column, int row) {
        for (var known : rows) if (known.number() == row) return known.at(column);
        return new Cell(column, row, null);
    }

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
                problems.add(Problem.at(this, merge.range(), "is merged")
                        .suggesting("Write the value into each of its cells."));
    }

    /**
     * Reports data that is hidden, from a row on, 1-based. It would decide all the same: a filter left on, or a column folded
     * away, and whoever approves the sheet doesn't see what goes live.
     */
    public void refuseHidden(int fromRow, Problems problems) {
        if (hidden.whole()) problems.add(Problem.of(this, "is hidden").suggesting("Show it, or delete it."));
        for (var row : rows) {
            if (row.number() < fromRow) continue;
            for (var cell : row.cells()) {
                if (cell.blank()) continue;
                var hiddenRow = hidden.rows().contains(row.number());
                if (!hiddenRow && !hidden.columns().contains(cell.column())) continue;
                problems.add(
                        Problem.at(this, cell, "stands in a %s that is hidden".formatted(hiddenRow ? "row" : "column"))
                                .suggesting("Show it, or delete it; a filter hides rows too."));
                if (hiddenRow) break;
            }
        }
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
