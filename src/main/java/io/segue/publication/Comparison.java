package io.segue.publication;

import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Property;
import io.segue.publication.TableContents.Role;
import io.segue.publication.TableContents.Row;
import io.segue.publication.TableDiff.Change;
import io.segue.publication.TableDiff.Kind;
import io.segue.tables.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what changed between two versions of a table. Used once. */
final class Comparison {
    private final TableContents before;
    private final TableContents after;
    private final List<Change> changes = new ArrayList<>();

    Comparison(TableContents before, TableContents after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        for (var old : before.sheets())
            if (after.sheet(old.name()).isEmpty()) add(Kind.SHEET_REMOVED, old.name(), null, null);
        for (var now : after.sheets()) {
            var old = before.sheet(now.name());
            if (old.isEmpty()) {
                add(Kind.SHEET_ADDED, now.name(), null, null);
                for (var row : now.rows()) row(Kind.ROW_ADDED, now, row, null, told(now, row));
            } else compare(old.get(), now);
        }
        return changes;
    }

    private void compare(Page old, Page now) {
        var sheet = now.name();
        if (old.kind() != now.kind())
            property(sheet, "kind", old.kind().name(), now.kind().name());
        if (!old.fact().equals(now.fact())) property(sheet, "Reads", old.fact(), now.fact());
        var oldProperties = byKey(old.properties(), Property::word);
        var nowProperties = byKey(now.properties(), Property::word);
        for (var word : both(oldProperties, nowProperties)) {
            var was = oldProperties.get(word);
            var is = nowProperties.get(word);
            var from = was == null ? "" : was.value();
            var to = is == null ? "" : is.value();
            if (!from.equals(to)) property(sheet, word, from, to);
        }

        var oldColumns = byKey(old.columns(), Column::code);
        var nowColumns = byKey(now.columns(), Column::code);
        for (var code : both(oldColumns, nowColumns)) {
            var was = oldColumns.get(code);
            var is = nowColumns.get(code);
            if (is == null && was != null) column(Kind.COLUMN_REMOVED, sheet, was.label(), null, null);
            else if (was == null && is != null) column(Kind.COLUMN_ADDED, sheet, is.label(), null, null);
            else if (was != null && is != null && !was.label().equals(is.label()))
                column(Kind.COLUMN_RENAMED, sheet, is.label(), was.label(), is.label());
        }
        rows(old, now);
    }

    private void rows(Page old, Page now) {
        var oldRows = byKey(old.rows(), Row::name);
        var nowRows = byKey(now.rows(), Row::name);
        var origins = new LinkedHashMap<Row, Row>();
        nowRows.forEach((name, row) -> {
            var same = oldRows.get(name);
            if (same != null) origins.put(row, same);
        });
        var gone = new ArrayList<>(old.rows());
        gone.removeIf(origins::containsValue);
        for (var row : now.rows())
            if (!origins.containsKey(row))
                gone.stream()
                        .filter(candidate -> withoutKey(old, candidate).equals(withoutKey(now, row)))
                        .findFirst()
                        .ifPresent(candidate -> {
                            origins.put(row, candidate);
                            gone.remove(candidate);
                        });

        for (var row : gone) row(Kind.ROW_REMOVED, old, row, told(old, row), null);
        var moved = now.ordered() && old.ordered() ? moved(old, now, origins) : Set.<Row>of();
        for (var row : now.rows()) {
            var origin = origins.get(row);
            if (origin == null) {
                row(Kind.ROW_ADDED, now, row, null, told(now, row));
                continue;
            }
            if (!origin.name().equals(row.name())) row(Kind.ROW_RENAMED, now, row, origin.name(), row.name());
            if (moved.contains(row))
                row(Kind.ROW_MOVED, now, row, String.valueOf(origin.number()), String.valueOf(row.number()));
            cells(old, origin, now, row);
        }
    }

    private void cells(Page old, Row origin, Page now, Row row) {
        var from = byCode(old, origin);
        for (int i = 0; i < now.columns().size(); i++) {
            var column = now.columns().get(i);
            // a row under another name is told as renamed
            if (now.key().contains(column.label()) && !origin.name().equals(row.name())) continue;
            var was = from.getOrDefault(column.code(), "");
            var is = row.cells().get(i);
            if (!was.equals(is))
                changes.add(new Change(
                        Kind.CELL_CHANGED,
                        now.name(),
                        row.name(),
                        row.number(),
                        column.label(),
                        address(column, row),
                        orNull(was),
                        orNull(is),
                        null,
                        null));
        }
    }

    /** The fewest rows that, taken out, leave the others in the order they had: all but a longest ascending run of old places. */
    private static Set<Row> moved(Page old, Page now, Map<Row, Row> origins) {
        var kept = now.rows().stream().filter(origins::containsKey).toList();
        var places = kept.stream()
                .mapToInt(row -> old.rows().indexOf(origins.get(row)))
                .toArray();
        var length = new int[places.length];
        var previous = new int[places.length];
        Arrays.fill(length, 1);
        Arrays.fill(previous, -1);
        int best = -1;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < i; j++)
                if (places[j] < places[i] && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            if (best < 0 || length[i] > length[best]) best = i;
        }
        var moved = new LinkedHashSet<>(kept);
        for (int i = best; i >= 0; i = previous[i]) moved.remove(kept.get(i));
        return moved;
    }

    private static Map<String, String> withoutKey(Page sheet, Row row) {
        var cells = byCode(sheet, row);
        for (var column : sheet.columns()) if (sheet.key().contains(column.label())) cells.remove(column.code());
        return cells;
    }

    /** Cells that are not blank, by their column. */
    private static Map<String, String> byCode(Page sheet, Row row) {
        var cells = new HashMap<String, String>();
        for (int i = 0; i < sheet.columns().size(); i++)
            if (!row.cells().get(i).isEmpty())
                cells.put(sheet.columns().get(i).code(), row.cells().get(i));
        return cells;
    }

    /** By key, in their order; what repeats a key gets a number, so that the first of them still finds its like. */
    private static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
        var byKey = new LinkedHashMap<String, T>();
        for (var item : items) {
            var name = key.apply(item);
            var free = name;
            for (int i = 2; byKey.containsKey(free); i++) free = name + "\t" + i;
            byKey.put(free, item);
        }
        return byKey;
    }

    private static Set<String> both(Map<String, ?> old, Map<String, ?> now) {
        var keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        return keys;
    }

    private static String told(Page sheet, Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            var column = sheet.columns().get(i);
            var cell = row.cells().get(i);
            if (!cell.isEmpty() && column.role() != Role.NAME) cells.add(column.label() + ": " + cell);
        }
        return String.join("; ", cells);
    }

    private static String address(Column column, Row row) {
        return new Cell(column.place(), row.number(), null).address();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void property(String sheet, String word, String from, String to) {
        column(Kind.PROPERTY_CHANGED, sheet, word, orNull(from), orNull(to));
    }

    private void column(Kind kind, String sheet, String label, @Nullable String from, @Nullable String to) {
        changes.add(new Change(kind, sheet, null, null, label, null, from, to, null, null));
    }

    private void row(Kind kind, Page sheet, Row row, @Nullable String from, @Nullable String to) {
        changes.add(new Change(kind, sheet.name(), row.name(), row.number(), null, null, from, to, null, null));
    }

    private void add(Kind kind, String sheet, @Nullable String from, @Nullable String to) {
        changes.add(new Change(kind, sheet, null, null, null, null, from, to, null, null));
    }
}
