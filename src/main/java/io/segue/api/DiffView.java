package io.segue.api;

import io.segue.publication.TableDiff;
import java.util.List;

/**
 * What changed of a table.
 *
 * @param table   name of the table
 * @param from    what it said before, by the version of its contents
 * @param to      what it says after
 * @param changes one by one
 * @param text    the same to be read by people, a line a change; empty when nothing changed
 */
record DiffView(String table, String from, String to, List<TableDiff.Change> changes, String text) {
    static DiffView of(TableDiff diff) {
        return new DiffView(diff.table(), diff.from(), diff.to(), diff.changes(), diff.text());
    }
}
