package io.segue.publication;

import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Role;
import java.util.ArrayList;
import java.util.List;

/** Contents as text for review. */
final class TableText {
    private TableText() {}

    static String of(TableContents contents) {
        var text = new StringBuilder(contents.table()).append('\n');
        contents.sheets().forEach(sheet -> append(sheet, text));
        return text.toString();
    }

    private static void append(Page sheet, StringBuilder text) {
        text.append("\n== ")
                .append(sheet.name())
                .append(" (")
                .append(word(sheet.kind()))
                .append(")\n");
        for (var property : sheet.properties())
            text.append(property.word()).append(": ").append(property.value()).append('\n');
        if (!sheet.fact().isEmpty()) text.append("Reads: ").append(sheet.fact()).append('\n');
        var lines = new ArrayList<List<String>>();
        lines.add(sheet.columns().stream()
                .map(Column::label)
                .map(TableText::oneLine)
                .toList());
        // hidden in the workbook, so that a review must show it
        if (sheet.kind() == Kind.DECISION)
            lines.add(sheet.columns().stream().map(TableText::code).toList());
        for (var row : sheet.rows()) {
            var cells = new ArrayList<String>();
            for (int i = 0; i < row.cells().size(); i++) {
                var cell = oneLine(row.cells().get(i));
                var condition = sheet.columns().get(i).role() == Role.CONDITION;
                cells.add(cell.isEmpty() && condition ? "-" : cell);
            }
            lines.add(cells);
        }
        align(lines, text);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case DECISION -> "decision table";
            case LIST -> "list";
            case SETTINGS -> "settings";
            case CASES -> "cases";
        };
    }

    private static String code(Column column) {
        if (column.output() != null) return "= " + column.output();
        return column.operator() == null ? column.code() : column.code().replace(" $param", "");
    }

    private static String oneLine(String cell) {
        return cell.replace("\n", "\\n");
    }

    private static void align(List<List<String>> lines, StringBuilder text) {
        var widths = new int[lines.get(0).size()];
        for (var line : lines)
            for (int i = 0; i < line.size(); i++) widths[i] = Math.max(widths[i], width(line.get(i)));
        for (var line : lines) {
            var row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                if (i > 0) row.append(" | ");
                row.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i))));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
