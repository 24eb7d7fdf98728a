package io.segue.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
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
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            if (book.isMacroEnabled()) problems.add(name, null, "carries macros; save it as .xlsx without them");
            for (var sheet : book) sheets.add(read(name, sheet, problems));
        } catch (IOException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException e) {
            problems.add(name, null, "is not an .xlsx workbook that can be read (%s)".formatted(e.getMessage()));
        }
        return new Workbook(name, List.copyOf(sheets));
    }

    private static Sheet read(String workbook, org.apache.poi.ss.usermodel.Sheet from, Problems problems) {
        var rows = new ArrayList<Sheet.Row>();
        var sheet = new Sheet(workbook, from.getSheetName(), rows);
        if (from.getLastRowNum() >= MAX_ROWS) {
            problems.add(sheet, "has %d rows, at most %d are read".formatted(from.getLastRowNum() + 1, MAX_ROWS));
            return sheet;
        }
        for (var row : from) {
            var cells = new ArrayList<Cell>();
            for (int column = 0; column < row.getLastCellNum() && column < MAX_COLUMNS; column++)
                cells.add(read(sheet, row.getCell(column), column, row.getRowNum() + 1, problems));
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
                return text.isBlank() ? blank : new Cell(column, row, text);
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
