package io.segue.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * A spreadsheet as values: raw numbers whatever their format, text as typed. Formulas, errors, dates and merged data are
 * never guessed at: they are problems, with their cell.
 */
public record Workbook(String name, List<Sheet> sheets) {
    /** Larger files are no decision tables: 2 MB. */
    static final int MAX_BYTES = 2 << 20;

    static final int MAX_ROWS = 5_000;
    static final int MAX_COLUMNS = 200;

    /** What a workbook may unpack to. A million marks are 200,000 cells with what stands around them. */
    private static final int MAX_ENTRIES = 500;

    private static final int MAX_UNPACKED_BYTES = 32 << 20;
    private static final int MAX_MARKS = 1_000_000;

    public Optional<Sheet> sheet(String sheetName) {
        return sheets.stream().filter(sheet -> sheet.name().equals(sheetName)).findFirst();
    }

    /** Reads a workbook; what can't be read is reported and left out. */
    public static Workbook read(String name, byte[] content, Problems problems) {
        var sheets = new ArrayList<Sheet>();
        if (content.length > MAX_BYTES) {
            problems.add(name, null, "is %d bytes, at most %d are read".formatted(content.length, MAX_BYTES));
            return new Workbook(name, sheets);
        }
        try {
            var excess = excess(content);
            if (excess.isPresent()) {
                problems.add(name, null, excess.get());
                return new Workbook(name, sheets);
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add(name, null, unreadable(e));
            return new Workbook(name, sheets);
        }
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            if (book.isMacroEnabled()) problems.add(name, null, "carries macros; save it as .xlsx without them");
            for (var sheet : book) sheets.add(read(name, sheet, problems));
        } catch (IOException | RuntimeException e) {
            // what a broken file makes POI throw is beyond listing: null pointers, class casts, its own exceptions
            problems.add(name, null, unreadable(e));
        }
        return new Workbook(name, List.copyOf(sheets));
    }

    private static String unreadable(Exception e) {
        return "is not an .xlsx workbook that can be read (%s)".formatted(e.getMessage());
    }

    /** Counts what the file unpacks to, without keeping it: POI keeps all of it, many times over. Empty when it may be opened. */
    private static Optional<String> excess(byte[] content) throws IOException {
        int entries = 0;
        int bytes = 0;
        int marks = 0;
        var buffer = new byte[1 << 16];
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            while (zip.getNextEntry() != null) {
                if (++entries > MAX_ENTRIES)
                    return Optional.of("holds more than %d files, which no workbook needs".formatted(MAX_ENTRIES));
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    bytes += read;
                    for (int i = 0; i < read; i++) if (buffer[i] == '<') marks++;
                    if (bytes > MAX_UNPACKED_BYTES || marks > MAX_MARKS)
                        return Optional.of("unpacks to more than the %d MB or the 200,000 cells that are read"
                                .formatted(MAX_UNPACKED_BYTES >> 20));
                }
            }
        }
        return Optional.empty();
    }

    private static Sheet read(String workbook, org.apache.poi.ss.usermodel.Sheet from, Problems problems) {
        var rows = new ArrayList<Sheet.Row>();
        var merges = from.getMergedRegions().stream()
                .map(region -> new Sheet.Merge(region.formatAsString(), region.getLastRow() + 1))
                .toList();
        var sheet = new Sheet(workbook, from.getSheetName(), rows, merges);
        if (from.getLastRowNum() >= MAX_ROWS) {
            problems.add(sheet, "has %d rows, at most %d are read".formatted(from.getLastRowNum() + 1, MAX_ROWS));
            return sheet;
        }
        for (var row : from) {
            var cells = new ArrayList<Cell>();
            for (int column = 0; column < row.getLastCellNum() && column < MAX_COLUMNS; column++)
                cells.add(read(sheet, row.getCell(column), column, row.getRowNum() + 1, problems));
            for (var cell : row)
                if (cell.getColumnIndex() >= MAX_COLUMNS && cell.getCellType() != CellType.BLANK)
                    problems.add(
                            sheet,
                            new Cell(cell.getColumnIndex(), row.getRowNum() + 1, null),
                            "stands beyond column %d, the last that is read".formatted(MAX_COLUMNS));
            if (cells.stream().anyMatch(cell -> !cell.blank()))
                rows.add(new Sheet.Row(row.getRowNum() + 1, List.copyOf(cells)));
        }
        return sheet;
    }

    private static Cell read(
            Sheet sheet, org.apache.poi.ss.usermodel.@Nullable Cell from, int column, int row, Problems problems) {
        var blank = new Cell(column, row, null);
        if (from == null) return blank;
        switch (from.getCellType()) {
            case STRING -> {
                var text = from.getStringCellValue();
                return text == null || text.isBlank() ? blank : new Cell(column, row, text);
            }
            case NUMERIC -> {
                if (DateUtil.isCellDateFormatted(from))
                    problems.add(
                            sheet, blank, "is a date; no column takes dates. Format the cell as a number or as text");
                return new Cell(column, row, from.getNumericCellValue());
            }
            case BOOLEAN -> {
                return new Cell(column, row, from.getBooleanCellValue());
            }
            case BLANK -> {
                return blank;
            }
            default -> {
                var what = from.getCellType() == CellType.FORMULA
                        ? "the formula =" + from.getCellFormula()
                        : "an error value";
                problems.add(sheet, blank, "holds %s; write its value instead".formatted(what));
                return blank;
            }
        }
    }
}
