package io.segue.tables;

import io.segue.tables.Sketch.Format;
import io.segue.tables.Sketch.Look;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The few styles that the workbooks are written in. */
final class WorkbookStyles {
    private static final String INK = "1F3A5F";
    private static final String PAPER = "EEF2F7";
    private static final String LINE = "C9D3DF";
    private static final short TITLE_POINTS = 16;

    private final XSSFWorkbook book;
    private final Map<Look, XSSFCellStyle> looks = new EnumMap<>(Look.class);
    private final Map<Format, XSSFCellStyle> data = new EnumMap<>(Format.class);

    WorkbookStyles(XSSFWorkbook book) {
        this.book = book;
    }

    /** Of a row that is not to be edited. */
    XSSFCellStyle of(Look look) {
        return looks.computeIfAbsent(look, this::locked);
    }

    /** Of cells to be edited. */
    XSSFCellStyle data(Format format) {
        return data.computeIfAbsent(format, wanted -> {
            var style = wrapped();
            style.setLocked(false);
            style.setDataFormat(book.createDataFormat().getFormat(wanted.pattern));
            style.setBorderBottom(BorderStyle.HAIR);
            style.setBottomBorderColor(colour(LINE));
            return style;
        });
    }

    private XSSFCellStyle locked(Look look) {
        var style = wrapped();
        var font = book.createFont();
        switch (look) {
            case TITLE -> {
                font.setBold(true);
                font.setFontHeightInPoints(TITLE_POINTS);
                font.setColor(colour(INK));
                style.setWrapText(false);
            }
            case HEADER -> {
                font.setBold(true);
                font.setColor(colour("FFFFFF"));
                fill(style, INK);
            }
            case FIXED -> {
                font.setColor(colour(INK));
                fill(style, PAPER);
                style.setWrapText(false);
            }
            case CODE -> style.setWrapText(false);
            case TEXT, DATA -> {}
        }
        style.setFont(font);
        return style;
    }

    private XSSFCellStyle wrapped() {
        var style = book.createCellStyle();
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        return style;
    }

    private static void fill(XSSFCellStyle style, String rgb) {
        style.setFillForegroundColor(colour(rgb));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private static XSSFColor colour(String rgb) {
        return new XSSFColor(rgb(rgb), null);
    }

    static byte[] rgb(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
