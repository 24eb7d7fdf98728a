package io.segue.publication;

import io.segue.decisions.ListSheets;
import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Property;
import io.segue.publication.TableContents.Role;
import io.segue.publication.TableContents.Row;
import io.segue.rules.TableLayout;
import io.segue.tables.ListSheet;
import io.segue.tables.Listing;
import io.segue.tables.Sheet;
import io.segue.tables.ValueType;
import io.segue.tables.Workbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes the contents of a workbook from its sheets. */
final class ContentsReader {
    static final String CASES = "Cases";

    private static final ValueType TEXT = new ValueType.Text(100_000);
    private static final Pattern UNIT = Pattern.compile(".*\\(([^()]*)\\)");

    private ContentsReader() {}

    static TableContents read(String table, Workbook workbook) {
        var sheets = new ArrayList<Page>();
        for (var sheet : workbook.sheets()) page(sheet).ifPresent(sheets::add);
        return new TableContents(table, sheets);
    }

    private static Optional<Page> page(Sheet sheet) {
        var layout = TableLayout.of(sheet);
        if (layout.isPresent()) return Optional.of(decision(sheet, layout.get()));
        if (sheet.rows().isEmpty()) return Optional.empty();
        if (sheet.name().equals(CASES)) return Optional.of(cases(sheet));
        return ListSheets.all().stream()
                .filter(list ->
                        list.workbook().equals(sheet.workbook()) && list.name().equals(sheet.name()))
                .findFirst()
                .map(list -> list(sheet, list));
    }

    private static Page decision(Sheet sheet, TableLayout layout) {
        var columns = layout.columns().stream()
                .map(column -> new Column(
                        column.place(),
                        column.header(),
                        unit(column.header()),
                        switch (column.kind()) {
                            case NAME -> Role.NAME;
                            case CONDITION -> Role.CONDITION;
                            case ACTION -> Role.CONCLUSION;
                        },
                        column.type(),
                        column.kind() == TableLayout.Kind.NAME ? "NAME" : column.code(),
                        column.operand(),
                        column.operator(),
                        column.output()))
                .toList();
        var key = columns.stream()
                .filter(column -> column.role() == Role.NAME)
                .map(Column::label)
                .toList();
        return new Page(
                sheet.name(),
                Kind.DECISION,
                layout.properties().stream()
                        .map(property -> new Property(property.row(), property.word(), property.value()))
                        .toList(),
                layout.topic(),
                layout.policy(),
                layout.fact(),
                key,
                columns,
                rows(layout.rows(), columns, key));
    }

    private static Page list(Sheet sheet, ListSheet list) {
        var columns = new ArrayList<Column>();
        for (var head : sheet.rows().get(0).cells()) {
            if (head.blank()) continue;
            var text = head.text().strip();
            var known = list.columns().stream()
                    .filter(column -> column.header().equalsIgnoreCase(text))
                    .findFirst();
            columns.add(value(
                    head.column(),
                    known.map(Listing.Column::header).orElse(text),
                    known.map(Listing.Column::type).orElse(TEXT)));
        }
        return plain(sheet, list.settings() ? Kind.SETTINGS : Kind.LIST, list.key(), columns);
    }

    private static Page cases(Sheet sheet) {
        var columns = new ArrayList<Column>();
        for (var head : sheet.rows().get(0).cells()) {
            if (head.blank()) continue;
            var label = head.text().strip();
            columns.add(value(head.column(), label, TableLayout.given(label).orElse(TEXT)));
        }
        var key = columns.isEmpty() ? List.<String>of() : List.of(columns.get(0).label());
        return plain(sheet, Kind.CASES, key, columns);
    }

    private static Page plain(Sheet sheet, Kind kind, List<String> key, List<Column> columns) {
        var rows = rows(sheet.rows().subList(1, sheet.rows().size()), columns, key);
        return new Page(sheet.name(), kind, List.of(), null, null, "", key, columns, rows);
    }

    private static Column value(int place, String label, ValueType type) {
        return new Column(place, label, unit(label), Role.VALUE, type, label, null, null, null);
    }

    private static List<Row> rows(List<Sheet.Row> from, List<Column> columns, List<String> key) {
        var rows = new ArrayList<Row>();
        for (var row : from) {
            var cells = columns.stream()
                    .map(column -> TableContents.plain(column.type(), row.at(column.place())))
                    .toList();
            if (cells.stream().allMatch(String::isEmpty)) continue;
            var name = IntStream.range(0, columns.size())
                    .filter(i -> key.contains(columns.get(i).label()))
                    .mapToObj(cells::get)
                    .collect(Collectors.joining(" "));
            rows.add(new Row(row.number(), name, cells));
        }
        return rows;
    }

    private static @Nullable String unit(String label) {
        var unit = UNIT.matcher(label);
        return unit.matches() ? unit.group(1) : null;
    }
}
