package io.segue.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plain table on a sheet: headers in its first row, one thing a row below. What is looked up rather than reasoned about is
 * kept so: features, messages, synonyms, settings.
 *
 * @param items one per row, in the order of the sheet
 */
public record Listing(Sheet sheet, List<Item> items) {
    /**
     * What a column is called and holds.
     *
     * @param header   text of its header, matched in any case
     * @param required whether a blank cell is a problem
     */
    public record Column(String header, ValueType type, boolean required) {
        public static Column required(String header, ValueType type) {
            return new Column(header, type, true);
        }

        public static Column optional(String header, ValueType type) {
            return new Column(header, type, false);
        }
    }

    /**
     * One row.
     *
     * @param row    1-based, as the spreadsheet shows it
     * @param values by header; blank cells are absent
     * @param cells  by header, where each value stands; blank cells too
     */
    public record Item(int row, Map<String, Object> values, Map<String, Cell> cells) {
        /** Where the value of a column stands. */
        public Cell cell(String header) {
            var cell = cells.get(header);
            if (cell == null) throw new IllegalStateException("row %d has no cell of %s".formatted(row, header));
            return cell;
        }

        public String text(String header) {
            return (String) require(header);
        }

        public @Nullable String textOrNull(String header) {
            return (String) values.get(header);
        }

        /** The values of a {@link ValueType.ListOf} column; empty when blank. */
        public List<String> texts(String header) {
            return values.get(header) instanceof List<?> texts
                    ? texts.stream().map(String::valueOf).toList()
                    : List.of();
        }

        public double number(String header) {
            return (Double) require(header);
        }

        public boolean flag(String header) {
            return Boolean.TRUE.equals(values.get(header));
        }

        public int whole(String header) {
            return (Integer) require(header);
        }

        private Object require(String header) {
            var value = values.get(header);
            if (value == null) throw new IllegalStateException("row %d has no %s".formatted(row, header));
            return value;
        }
    }

    /**
     * Reads a sheet by its columns. A row with a problem is reported and left out.
     *
     * @param key the column whose values must differ, in any case; null where rows may repeat
     */
    public static Listing read(Sheet sheet, List<Column> columns, @Nullable String key, Problems problems) {
        var items = new ArrayList<Item>();
        var listing = new Listing(sheet, items);
        if (sheet.rows().isEmpty()) {
            problems.add(Problem.of(sheet, "is empty").expecting("the columns " + headers(columns)));
            return listing;
        }
        sheet.refuseMerged(1, problems);
        sheet.refuseHidden(1, problems);
        var places = places(sheet, columns, problems);
        if (places.size() < columns.size()) return listing;
        var seen = new HashMap<String, Integer>();
        for (var row : sheet.rows().subList(1, sheet.rows().size())) {
            var values = values(sheet, row, columns, places, problems);
            if (values == null) continue;
            if (key != null) {
                var first = seen.putIfAbsent(Cell.plain(values.get(key)).toLowerCase(Locale.ROOT), row.number());
                if (first != null) {
                    var cell = row.at(places.getOrDefault(key, 0));
                    problems.add(Problem.at(sheet, cell, "%s stands in row %d already".formatted(cell.quoted(), first))
                            .suggesting("Delete one of the two rows."));
                    continue;
                }
            }
            items.add(new Item(row.number(), values, cells(row, places)));
        }
        return listing;
    }

    private static Map<String, Integer> places(Sheet sheet, List<Column> columns, Problems problems) {
        var places = new HashMap<String, Integer>();
        var head = sheet.rows().get(0);
        for (var cell : head.cells()) {
            if (cell.blank() || cell.unread()) continue;
            var column = columns.stream()
                    .filter(c -> c.header().equalsIgnoreCase(cell.text().strip()))
                    .findFirst();
            if (column.isEmpty())
                problems.add(Problem.at(sheet, cell, "%s is no column here".formatted(cell.quoted()))
                        .expecting("one of " + headers(columns))
                        .suggesting(Nearest.advice(
                                cell.text(),
                                columns.stream().map(Column::header).toList())));
            else if (places.putIfAbsent(column.get().header(), cell.column()) != null)
                problems.add(Problem.at(sheet, cell, "the column %s stands here twice".formatted(cell.quoted()))
                        .suggesting("Delete one of the two."));
        }
        for (var column : columns)
            if (!places.containsKey(column.header()))
                problems.add(Problem.at(
                                sheet,
                                "A%d:%s"
                                        .formatted(
                                                head.number(),
                                                head.at(head.width() - 1).address()),
                                "no column is headed \"%s\"".formatted(column.header()))
                        .expecting(headers(columns)));
        return places;
    }

    private static @Nullable Map<String, Object> values(
            Sheet sheet, Sheet.Row row, List<Column> columns, Map<String, Integer> places, Problems problems) {
        var values = new LinkedHashMap<String, Object>();
        var sound = true;
        for (var column : columns) {
            var cell = row.at(places.getOrDefault(column.header(), 0));
            if (cell.unread()) {
                sound = false;
                continue;
            }
            if (cell.blank()) {
                if (column.required()) {
                    problems.add(Problem.at(sheet, cell, "is blank; \"%s\" is needed".formatted(column.header()))
                            .expecting(column.type().expected()));
                    sound = false;
                }
                continue;
            }
            var reading = column.type().read(cell);
            if (reading.value() != null) values.put(column.header(), reading.value());
            else if (reading.wrong() != null) {
                problems.add(sheet, cell, reading.wrong());
                sound = false;
            }
        }
        return sound ? values : null;
    }

    private static Map<String, Cell> cells(Sheet.Row row, Map<String, Integer> places) {
        var cells = new HashMap<String, Cell>();
        places.forEach((header, column) -> cells.put(header, row.at(column)));
        return Map.copyOf(cells);
    }

    private static String headers(List<Column> columns) {
        return columns.stream()
                .map(Column::header)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
