package io.segue.publication;

import io.segue.publication.BoundaryCases.Example;
import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Role;
import io.segue.publication.TableContents.Row;
import io.segue.rules.TableLayout;
import io.segue.tables.Cell;
import io.segue.tables.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Adds examples to the sheet Cases of a workbook. */
final class MoreCases {
    private static final ValueType TEXT = new ValueType.Text(100_000);

    private MoreCases() {}

    /** With those whose name and sheet no case has yet. */
    static TableContents in(TableContents contents, List<Example> examples) {
        var present = contents.sheet(ContentsReader.CASES).stream()
                .flatMap(cases -> cases.rows().stream())
                .map(row -> row.name() + "\n" + row.cells().get(1))
                .collect(Collectors.toSet());
        var more = examples.stream()
                .filter(example -> !present.contains(example.name() + "\n" + example.sheet()))
                .toList();
        if (more.isEmpty()) return contents;
        var sheets = new ArrayList<>(contents.sheets());
        sheets.removeIf(sheet -> sheet.kind() == Kind.CASES);
        sheets.add(with(contents.sheet(ContentsReader.CASES), more));
        return new TableContents(contents.table(), sheets);
    }

    private static Page with(Optional<Page> present, List<Example> more) {
        var labels = new LinkedHashSet<>(List.of("Case", "Sheet"));
        present.ifPresent(sheet -> sheet.columns().forEach(column -> labels.add(column.label())));
        labels.remove("Expect");
        for (var example : more)
            labels.addAll(example.given().keySet().stream().sorted().toList());
        labels.add("Expect");
        var columns = new ArrayList<Column>();
        for (var label : labels)
            columns.add(new Column(
                    columns.size(),
                    label,
                    null,
                    Role.VALUE,
                    TableLayout.given(label).orElse(TEXT),
                    label,
                    null,
                    null,
                    null));
        var rows = new ArrayList<Row>();
        present.ifPresent(sheet -> {
            var old = sheet.columns().stream().map(Column::label).toList();
            for (var row : sheet.rows())
                rows.add(new Row(
                        rows.size() + 2,
                        row.name(),
                        labels.stream()
                                .map(label -> old.contains(label) ? row.cells().get(old.indexOf(label)) : "")
                                .toList()));
        });
        for (var example : more)
            rows.add(new Row(
                    rows.size() + 2,
                    example.name(),
                    columns.stream().map(column -> cell(column, example)).toList()));
        return new Page(ContentsReader.CASES, Kind.CASES, List.of(), null, null, "", List.of("Case"), columns, rows);
    }

    private static String cell(Column column, Example example) {
        return switch (column.label()) {
            case "Case" -> example.name();
            case "Sheet" -> example.sheet();
            case "Expect" -> example.expect();
            default -> {
                var value = example.given().get(column.label());
                if (value == null) yield "";
                Object plain = value instanceof Number number ? number.doubleValue() : value;
                yield TableContents.plain(column.type(), new Cell(0, 0, plain));
            }
        };
    }
}
