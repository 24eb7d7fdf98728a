package io.segue.tables;

import io.segue.tables.Sketch.Column;
import io.segue.tables.Sketch.Entry;
import io.segue.tables.Sketch.Line;
import io.segue.tables.Sketch.Look;
import io.segue.tables.Sketch.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.OperatorType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes a workbook anew from a sketch: no author, no time, no leftovers of a former one. */
public final class WorkbookWriter {
    /** Sheet with the values of drop-down lists that are too long for a cell's own; hidden, and read by nothing. */
    public static final String LISTS = "Lists";

    private static final int LONGEST_INLINE_LIST = 255;
    private static final int LONGEST_PROMPT = 255;
    private static final int LAST_CHECKED_ROW = Workbook.MAX_ROWS - 1;
    private static final int POINTS_A_LINE = 15;
    private static final double WIDTH_OF_CHARACTER = 256.0;

    /** What POI makes of a moment can't be left out of a zip; the first that a zip can tell stands for none. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final XSSFWorkbook book;
    private final WorkbookStyles styles;
    private final List<List<String>> lists = new ArrayList<>();

    private WorkbookWriter(XSSFWorkbook book) {
        this.book = book;
        this.styles = new WorkbookStyles(book);
    }

    /** The workbook as an {@code .xlsx} file. */
    public static byte[] write(Sketch sketch) {
        try (var book = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            new WorkbookWriter(book).fill(sketch);
            book.write(out);
            return timeless(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a workbook to memory", e);
        }
    }

    private void fill(Sketch sketch) {
        for (var page : sketch.pages()) page(page);
        lists();
        book.lockStructure();
        var properties = book.getProperties();
        sketch.properties()
                .forEach((name, value) -> properties.getCustomProperties().addProperty(name, value));
        var core = properties.getCoreProperties();
        core.setCreator("");
        core.getUnderlyingProperties().setCreatedProperty(Optional.empty());
        core.getUnderlyingProperties().setModifiedProperty(Optional.empty());
        properties.getExtendedProperties().setApplication("Segue");
    }

    private void page(Page page) {
        var sheet = book.createSheet(page.name());
        sheet.setTabColor(new XSSFColor(WorkbookStyles.rgb(page.tab()), null));
        columns(sheet, page);
        int header = -1;
        int firstData = page.lines().size();
        for (int i = 0; i < page.lines().size(); i++) {
            var line = page.lines().get(i);
            line(sheet, i, line, page);
            if (line.look() == Look.HEADER) {
                header = i;
                firstData = i + 1;
            }
        }
        for (var merge : page.merges()) sheet.addMergedRegion(CellRangeAddress.valueOf(merge));
        if (header >= 0) {
            sheet.createFreezePane(1, header + 1);
            help(sheet, header, page.columns());
            entries(sheet, firstData, page.columns());
        }
        protect(sheet);
        onOnePageWidth(sheet);
    }

    /** Tables are wide, and people print them to talk about them. */
    private static void onOnePageWidth(XSSFSheet sheet) {
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setLandscape(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
    }

    /** Whole columns can be edited, so that rows can be added, deleted and sorted; the rows down to the headers are locked again. */
    private void columns(XSSFSheet sheet, Page page) {
        for (int i = 0; i < page.columns().size(); i++) {
            var column = page.columns().get(i);
            sheet.setColumnWidth(i, (int) (column.width() * WIDTH_OF_CHARACTER));
            if (isTable(page)) sheet.setDefaultColumnStyle(i, styles.data(column.format()));
        }
        if (!isTable(page)) return;
        var rest = sheet.getCTWorksheet().getColsArray(0).addNewCol();
        rest.setMin(page.columns().size() + 1L);
        rest.setMax(SpreadsheetVersion.EXCEL2007.getMaxColumns());
        rest.setWidth(sheet.getDefaultColumnWidth());
        rest.setStyle(styles.data(Sketch.Format.TEXT).getIndex());
    }

    private static boolean isTable(Page page) {
        return page.lines().stream().anyMatch(line -> line.look() == Look.HEADER);
    }

    private void line(XSSFSheet sheet, int index, Line line, Page page) {
        var row = sheet.createRow(index);
        if (line.look() == Look.CODE) row.setZeroHeight(true);
        if (line.look() != Look.DATA) row.setRowStyle(styles.of(line.look()));
        int lines = lines(line, page.columns());
        if (line.look() == Look.TITLE || line.look() == Look.HEADER)
            row.setHeightInPoints(POINTS_A_LINE * (lines + 1F));
        else if (line.look() != Look.CODE && lines > 1) row.setHeightInPoints((float) POINTS_A_LINE * lines);
        for (int i = 0; i < line.cells().size(); i++) {
            var cell = row.createCell(i);
            cell.setCellStyle(
                    line.look() == Look.DATA ? styles.data(page.columns().get(i).format()) : styles.of(line.look()));
            var value = line.cells().get(i);
            if (value instanceof Double number) cell.setCellValue(number);
            else if (!value.equals("")) cell.setCellValue(value.toString());
        }
    }

    /** How many lines the fullest cell takes: not every spreadsheet fits the height of rows to wrapped text on opening a file. */
    private static int lines(Line line, List<Column> columns) {
        int lines = 1;
        if (line.look() == Look.FIXED) return lines;
        for (int i = 0; i < line.cells().size(); i++) {
            // bold letters are wider, and words break early
            var room = Math.max(6, columns.get(i).width() - 3);
            lines = Math.max(lines, (line.cells().get(i).toString().length() + room - 1) / room);
        }
        return lines;
    }

    private void help(XSSFSheet sheet, int header, List<Column> columns) {
        var drawing = sheet.createDrawingPatriarch();
        for (int i = 0; i < columns.size(); i++) {
            var help = columns.get(i).help();
            if (help == null) continue;
            int height = 2 + help.length() / 40 + (int) help.lines().count();
            var comment =
                    drawing.createCellComment(new XSSFClientAnchor(0, 0, 0, 0, i + 1, header, i + 4, header + height));
            comment.setString(help);
            comment.setAuthor("");
            sheet.getRow(header).getCell(i).setCellComment(comment);
        }
    }

    private void entries(XSSFSheet sheet, int firstData, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            var entry = columns.get(i).entry();
            if (entry == null) continue;
            var validation = sheet.getDataValidationHelper()
                    .createValidation(
                            constraint(sheet, entry), new CellRangeAddressList(firstData, LAST_CHECKED_ROW, i, i));
            validation.setEmptyCellAllowed(true);
            validation.setSuppressDropDownArrow(true);
            validation.setShowPromptBox(!entry.prompt().isEmpty());
            if (!entry.prompt().isEmpty()) validation.createPromptBox("", shortened(entry.prompt()));
            var insistence = entry instanceof Entry.Choice choice ? choice.insistence() : Sketch.Insistence.ONLY;
            validation.setShowErrorBox(insistence != Sketch.Insistence.OFFER);
            validation.setErrorStyle(
                    insistence == Sketch.Insistence.ASK
                            ? DataValidation.ErrorStyle.WARNING
                            : DataValidation.ErrorStyle.STOP);
            validation.createErrorBox("Not what this column takes", shortened(entry.prompt()));
            sheet.addValidationData(validation);
        }
    }

    private DataValidationConstraint constraint(XSSFSheet sheet, Entry entry) {
        var helper = sheet.getDataValidationHelper();
        if (entry instanceof Entry.Range range) {
            var least = Cell.plainNumber(range.least());
            var most = Cell.plainNumber(range.most());
            return range.whole()
                    ? helper.createIntegerConstraint(OperatorType.BETWEEN, least, most)
                    : helper.createDecimalConstraint(OperatorType.BETWEEN, least, most);
        }
        if (entry instanceof Entry.Length length)
            return helper.createTextLengthConstraint(OperatorType.LESS_OR_EQUAL, String.valueOf(length.most()), null);
        var values = ((Entry.Choice) entry).values();
        var inline = values.stream().mapToInt(value -> value.length() + 1).sum() <= LONGEST_INLINE_LIST
                && values.stream().noneMatch(value -> value.contains(",") || value.contains("\""));
        return inline
                ? helper.createExplicitListConstraint(values.toArray(String[]::new))
                : helper.createFormulaListConstraint(listed(values));
    }

    private String listed(List<String> values) {
        if (!lists.contains(values)) lists.add(values);
        return "values_" + (lists.indexOf(values) + 1);
    }

    private void lists() {
        if (lists.isEmpty()) return;
        var sheet = book.createSheet(LISTS);
        for (int column = 0; column < lists.size(); column++) {
            var values = lists.get(column);
            for (int i = 0; i < values.size(); i++) {
                var row = sheet.getRow(i) == null ? sheet.createRow(i) : sheet.getRow(i);
                row.createCell(column).setCellValue(values.get(i));
            }
            var letter = CellReference.convertNumToColString(column);
            var name = book.createName();
            name.setNameName("values_" + (column + 1));
            name.setRefersToFormula("%s!$%s$1:$%s$%d".formatted(LISTS, letter, letter, values.size()));
        }
        protect(sheet);
        book.setSheetHidden(book.getSheetIndex(sheet), true);
    }

    /** Against slips, not against anybody: there is no password. */
    private static void protect(XSSFSheet sheet) {
        sheet.enableLocking();
        sheet.lockInsertRows(false);
        sheet.lockDeleteRows(false);
        sheet.lockSort(false);
        sheet.lockAutoFilter(false);
        sheet.lockFormatCells(false);
        sheet.lockFormatColumns(false);
        sheet.lockFormatRows(false);
    }

    private static String shortened(String prompt) {
        return prompt.length() <= LONGEST_PROMPT ? prompt : prompt.substring(0, LONGEST_PROMPT - 3) + "...";
    }

    private static byte[] timeless(byte[] workbook) throws IOException {
        var parts = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                parts.put(entry.getName(), zip.readAllBytes());
        }
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            // sorted: [Content_Types].xml, which readers want first, begins with the least character
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
