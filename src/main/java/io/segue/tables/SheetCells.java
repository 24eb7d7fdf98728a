package io.segue.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Takes in the cells of one sheet as they come by. Blank ones leave nothing behind, however many are formatted. */
final class SheetCells extends DefaultHandler {
    /** What the spreadsheet programs themselves hold at most. */
    private static final int LONGEST_TEXT = 32_767;

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");
    private static final Pattern RANGE = Pattern.compile("[A-Z]{1,3}\\d{1,7}(:[A-Z]{1,3}(\\d{1,7}))?");
    private static final int MAX_TOLD = 50;

    private final List<String> texts;
    private final DateStyles styles;
    private final Problems problems;
    private final Counter counter;

    private final List<Sheet.Row> rows = new ArrayList<>();
    private final List<Sheet.Merge> merges = new ArrayList<>();
    private final Set<Integer> hiddenRows = new HashSet<>();
    private final Set<Integer> hiddenColumns = new HashSet<>();
    private final Sheet sheet;

    private int row;
    private int column = -1;
    private int lastRow;
    private final List<Cell> cells = new ArrayList<>();
    private String type = "n";
    private int style;
    private boolean formula;
    private boolean inCell;
    private boolean inReading;
    private @Nullable StringBuilder into;
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private int told;

    /** Counts the cells of all sheets of a workbook. */
    static final class Counter {
        private int cells;
    }

    SheetCells(
            String workbook,
            String name,
            boolean hidden,
            List<String> texts,
            DateStyles styles,
            Counter counter,
            Problems problems) {
        this.texts = texts;
        this.styles = styles;
        this.counter = counter;
        this.problems = problems;
        this.sheet = new Sheet(workbook, name, rows, merges, new Sheet.Hidden(hidden, hiddenRows, hiddenColumns));
    }

    /** What was taken in. */
    Sheet sheet() {
        return new Sheet(
                sheet.workbook(),
                sheet.name(),
                List.copyOf(rows),
                List.copyOf(merges),
                new Sheet.Hidden(sheet.hidden().whole(), Set.copyOf(hiddenRows), Set.copyOf(hiddenColumns)));
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) throws Xml.Stopped {
        switch (local) {
            case "row" -> beginRow(attributes);
            case "c" -> beginCell(attributes);
            case "v" -> into = inCell ? value : null;
            case "f" -> {
                formula = inCell;
                into = inCell ? code : null;
            }
            case "rPh" -> inReading = true;
            case "t" -> into = inCell && !inReading ? value : null;
            case "col" -> column(attributes);
            case "mergeCell" -> merge(attributes);
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        switch (local) {
            case "c" -> endCell();
            case "row" -> endRow();
            case "rPh" -> inReading = false;
            case "v", "f", "t" -> into = null;
            default -> {}
        }
    }

    @Override
    public void characters(char[] letters, int start, int length) {
        // one more than may stand there, to tell what is too long
        if (into != null) into.append(letters, start, Math.min(length, LONGEST_TEXT + 1 - into.length()));
    }

    private void beginRow(Attributes attributes) throws Xml.Stopped {
        row = attributes.getValue("r") == null ? lastRow + 1 : number(attributes, "r");
        if (row <= lastRow) throw damaged("row %d stands below row %d".formatted(row, lastRow));
        if (truth(attributes, "hidden") && row <= Workbook.MAX_ROWS) hiddenRows.add(row);
        lastRow = row;
        column = -1;
        cells.clear();
    }

    private void beginCell(Attributes attributes) throws Xml.Stopped {
        if (++counter.cells > Workbook.MAX_CELLS)
            throw new Xml.Stopped(new Unreadable(
                    "has more than the %d cells that are read".formatted(Workbook.MAX_CELLS),
                    "Delete the rows and columns that hold nothing."));
        int before = column;
        var address = attributes.getValue("r");
        if (address == null) column++;
        else {
            var parts = ADDRESS.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) != row)
                throw damaged("a cell of row %d says it is %s".formatted(row, Problem.cut(address, 20)));
            column = 0;
            for (var letter : parts.group(1).toCharArray()) column = column * 26 + letter - 'A' + 1;
            column--;
        }
        if (column <= before) throw damaged("cell %s stands twice or out of order".formatted(blank().address()));
        type = attributes.getValue("t") == null ? "n" : attributes.getValue("t");
        style = attributes.getValue("s") == null ? 0 : number(attributes, "s");
        formula = false;
        inCell = true;
        value.setLength(0);
        code.setLength(0);
    }

    private void endCell() {
        inCell = false;
        // enough is told of this sheet; to look further would only cost
        if (told > MAX_TOLD) return;
        var read = read();
        if (read == null) return;
        var cell = new Cell(column, row, read);
        if (row > Workbook.MAX_ROWS)
            tell(cell, "stands below row %d, the last that is read".formatted(Workbook.MAX_ROWS));
        else if (column >= Workbook.MAX_COLUMNS)
            tell(cell, "stands beyond column %d, the last that is read".formatted(Workbook.MAX_COLUMNS));
        else {
            while (cells.size() < column) cells.add(new Cell(cells.size(), row, null));
            cells.add(cell);
        }
    }

    private void endRow() {
        if (!cells.isEmpty()) rows.add(new Sheet.Row(row, List.copyOf(cells)));
    }

    private @Nullable Object read() {
        if (formula) {
            tell(
                    Problem.at(sheet, blank(), "holds the formula =" + Problem.cut(code.toString(), 100))
                            .finding("=" + code),
                    "Write its value instead.");
            return Cell.UNREAD;
        }
        var text = value.toString();
        if (value.length() > LONGEST_TEXT) {
            tell(blank(), "is longer than %d characters".formatted(LONGEST_TEXT));
            return Cell.UNREAD;
        }
        return switch (type) {
            case "s" -> shared(text);
            case "inlineStr", "str" -> text(SharedTexts.plain(text));
            case "b" ->
                text.isBlank()
                        ? null
                        : (Object) (text.strip().equals("1") || text.strip().equals("true"));
            case "e" -> {
                tell(Problem.at(sheet, blank(), "holds an error value").finding(text), "Write its value instead.");
                yield Cell.UNREAD;
            }
            case "d" -> date(text);
            default -> number(text);
        };
    }

    private @Nullable Object shared(String text) {
        if (text.isBlank()) return null;
        try {
            return text(texts.get(Integer.parseInt(text.strip())));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            tell(
                    Problem.at(sheet, blank(), "names a text that the workbook does not hold")
                            .finding(text),
                    "Type it anew.");
            return Cell.UNREAD;
        }
    }

    private static @Nullable String text(String text) {
        return text.isBlank() ? null : text;
    }

    private @Nullable Object number(String text) {
        if (text.isBlank()) return null;
        try {
            double number = Double.parseDouble(text.strip());
            if (!Double.isFinite(number)) throw new NumberFormatException(text);
            return styles.isDate(style) ? date(Cell.plainNumber(number)) : (Object) number;
        } catch (NumberFormatException e) {
            tell(Problem.at(sheet, blank(), "holds no number that can be read").finding(text), "Type it anew.");
            return Cell.UNREAD;
        }
    }

    private Object date(String text) {
        tell(
                Problem.at(sheet, blank(), "is a date; no column takes dates").finding(text),
                "Format the cell as a number or as text.");
        return Cell.UNREAD;
    }

    private void column(Attributes attributes) {
        if (!truth(attributes, "hidden")) return;
        int last = Math.min(number(attributes, "max"), Workbook.MAX_COLUMNS);
        for (int i = Math.max(1, number(attributes, "min")); i <= last; i++) hiddenColumns.add(i - 1);
    }

    private void merge(Attributes attributes) throws Xml.Stopped {
        var range = String.valueOf(attributes.getValue("ref"));
        var parts = RANGE.matcher(range);
        if (!parts.matches()) throw damaged("cells are merged as %s".formatted(Problem.cut(range, 20)));
        if (parts.group(2) != null) merges.add(new Sheet.Merge(range, Integer.parseInt(parts.group(2))));
    }

    private Cell blank() {
        return new Cell(column, row, null);
    }

    private void tell(Cell cell, String detail) {
        tell(Problem.at(sheet, cell, detail), "Delete it.");
    }

    /** Of thousands of formulas the first few tell all; the others would only cost. */
    private void tell(Problem problem, String suggestion) {
        if (++told <= MAX_TOLD) problems.add(problem.suggesting(suggestion));
        else if (told == MAX_TOLD + 1)
            problems.add(Problem.of(sheet, "has more cells like the %d that are told".formatted(MAX_TOLD)));
    }

    private Xml.Stopped damaged(String what) {
        return new Xml.Stopped(
                new Unreadable("is damaged: on sheet \"%s\" %s".formatted(sheet.name(), what), "Save it anew."));
    }

    private static boolean truth(Attributes attributes, String name) {
        return "1".equals(attributes.getValue(name)) || "true".equals(attributes.getValue(name));
    }

    private static int number(Attributes attributes, String name) {
        var text = attributes.getValue(name);
        return text == null ? 0 : Integer.parseInt(text);
    }
}
