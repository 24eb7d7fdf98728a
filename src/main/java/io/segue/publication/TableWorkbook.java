package io.segue.publication;

import io.segue.publication.BoundaryCases.Example;
import io.segue.publication.TableContents.Column;
import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.publication.TableContents.Role;
import io.segue.tables.Cell;
import io.segue.tables.CustomProperties;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import io.segue.tables.Sketch;
import io.segue.tables.Sketch.Format;
import io.segue.tables.Sketch.Line;
import io.segue.tables.Sketch.Look;
import io.segue.tables.Workbook;
import io.segue.tables.WorkbookWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table as a workbook to be edited: made anew of its contents, with everything that helps an analyst, and with what it was made
 * from, so that an upload is known to be stale.
 */
public final class TableWorkbook {
    /** Custom property that names the table. */
    public static final String TABLE = "segue.table";

    /** Custom property with the version of the contents that the workbook was made of. */
    public static final String BASE = "segue.base";

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    private final TableContents contents;
    private final KnownValues known;

    private TableWorkbook(TableContents contents, KnownValues known) {
        this.contents = contents;
        this.known = known;
    }

    /**
     * What else to write.
     *
     * @param cases more examples for the sheet Cases; the sheet is added where there is none
     */
    public record Options(List<Example> cases) {
        /** Just the table. */
        public static final Options NONE = new Options(List.of());

        public Options {
            cases = List.copyOf(cases);
        }
    }

    /**
     * The workbook of a table, as an {@code .xlsx} file. The same knowledge and options make the same bytes.
     *
     * @param live  the knowledge it stands in: its other tables tell which segments, tiers and memberships there are
     * @param table name without {@code .xlsx}
     * @throws IllegalArgumentException when there is no such table or it can't be read
     */
    public static byte[] render(KnowledgeFiles live, String table, Options options) {
        return render(live, KnownValues.of(live), table, options);
    }

    /** The same with values that were gathered before, which takes most of the time. */
    static byte[] render(KnowledgeFiles live, KnownValues known, String table, Options options) {
        var path = KnowledgeFiles.pathOf(table);
        var stored = live.matching(path, "").get(path);
        if (stored == null) throw new IllegalArgumentException("there is no table \"%s\"".formatted(table));
        var problems = new Problems();
        var contents = TableContents.read(table, stored, problems);
        if (!problems.isEmpty())
            throw new IllegalArgumentException("the table \"%s\" can't be read: %s".formatted(table, problems.all()));
        return new TableWorkbook(MoreCases.in(contents, options.cases()), known).write(contents.version());
    }

    /** The version of the contents that a workbook was made of; empty when it does not say. */
    public static Optional<String> baseOf(byte[] workbook) {
        return told(workbook, BASE, Guide.BASE)
                .filter(base -> VERSION.matcher(base).matches());
    }

    /** The name of the table that a workbook is of; empty when it does not say. */
    public static Optional<String> tableOf(byte[] workbook) {
        return told(workbook, TABLE, Guide.TABLE)
                .filter(table -> NAME.matcher(table).matches());
    }

    /** Programs that drop custom properties keep the sheet About, so it says the same. */
    private static Optional<String> told(byte[] workbook, String property, String word) {
        var value = CustomProperties.of(workbook).get(property);
        if (value != null) return Optional.of(value);
        return Workbook.read("", workbook, new Problems()).sheet(Guide.SHEET).flatMap(about -> about.rows().stream()
                .filter(row -> row.at(0).text().strip().equals(word))
                .map(row -> row.at(1).text().strip())
                .findFirst());
    }

    private byte[] write(String base) {
        var pages = new ArrayList<Sketch.Page>();
        pages.add(Guide.of(contents));
        for (var sheet : contents.sheets()) pages.add(page(sheet));
        return WorkbookWriter.write(new Sketch(pages, new TreeMap<>(Map.of(TABLE, contents.table(), BASE, base))));
    }

    private Sketch.Page page(Page sheet) {
        var tables = contents.sheets().stream()
                .filter(page -> page.kind() == Kind.DECISION)
                .map(Page::name)
                .toList();
        var columns = sheet.columns().stream()
                .map(column -> new ColumnGuide(sheet, column, known, tables).guide())
                .toList();
        var lines = new ArrayList<Line>();
        var merges = new ArrayList<String>();
        if (sheet.kind() == Kind.DECISION) above(sheet, lines, merges);
        lines.add(new Line(
                Look.HEADER, sheet.columns().stream().<Object>map(Column::label).toList()));
        for (var row : sheet.rows())
            lines.add(new Line(
                    Look.DATA,
                    IntStream.range(0, columns.size())
                            .mapToObj(i ->
                                    value(row.cells().get(i), columns.get(i).format()))
                            .toList()));
        var tab =
                switch (sheet.kind()) {
                    case DECISION -> "1F3A5F";
                    case LIST, SETTINGS -> "3B7A57";
                    case CASES -> "C77B30";
                };
        return new Sketch.Page(sheet.name(), tab, lines, columns, merges);
    }

    /** What Drools needs to see above the headers. Only what a reader understands is shown. */
    private static void above(Page sheet, List<Line> lines, List<String> merges) {
        int width = sheet.columns().size();
        for (var property : sheet.properties()) {
            var last = property.word().equals("RuleTable");
            var cells = blank(width);
            cells.set(0, last ? "RuleTable " + property.value() : property.word());
            if (!last && width > 1) cells.set(1, property.value());
            var shown = last || List.of("Decision", "Hit policy").contains(property.word());
            lines.add(new Line(shown ? Look.FIXED : Look.CODE, cells));
        }
        var kinds = blank(width);
        var facts = blank(width);
        var codes = blank(width);
        int first = -1;
        int last = -1;
        for (int i = 0; i < width; i++) {
            var column = sheet.columns().get(i);
            kinds.set(
                    i,
                    switch (column.role()) {
                        case NAME -> "NAME";
                        case CONDITION -> "CONDITION";
                        default -> "ACTION";
                    });
            if (column.role() != Role.NAME) codes.set(i, column.code());
            if (column.role() != Role.CONDITION) continue;
            // one fact over neighbouring columns, named again after a gap
            if (last != i - 1 || first < 0) {
                span(first, last, lines.size() + 2, merges);
                facts.set(i, sheet.fact());
                first = i;
            }
            last = i;
        }
        span(first, last, lines.size() + 2, merges);
        for (var code : List.of(kinds, facts, codes)) lines.add(new Line(Look.CODE, code));
    }

    private static void span(int first, int last, int row, List<String> merges) {
        if (first >= 0 && last > first)
            merges.add(new Cell(first, row, null).address() + ":" + new Cell(last, row, null).address());
    }

    private static List<Object> blank(int width) {
        return new ArrayList<>(Collections.nCopies(width, ""));
    }

    private static Object value(String text, Format format) {
        if (format == Format.TEXT || text.isEmpty()) return text;
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            // what is no number stays as it is, for the check to name
            return text;
        }
    }
}
