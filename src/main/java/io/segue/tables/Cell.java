package io.segue.tables;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one cell, before any meaning is given to it.
 *
 * @param column 0-based
 * @param row    1-based, as the spreadsheet shows it
 * @param value  a String, never blank, as typed; a Double, whatever its display format; a Boolean; null for a blank cell; or
 *               {@link #UNREAD}
 */
public record Cell(int column, int row, @Nullable Object value) {
    /** Stands for a formula, an error or a date, which are reported when a workbook is read: not blank, and no value. */
    public static final Object UNREAD = new Object() {
        @Override
        public String toString() {
            return "";
        }
    };

    /** Whether its value could not be read, which is reported already. */
    public boolean unread() {
        return value == UNREAD;
    }

    /** As spreadsheets write it, {@code C7}. */
    public String address() {
        return columnName(column) + row;
    }

    public boolean blank() {
        return value == null;
    }

    /** The value as a person would read it: numbers without exponent or trailing zeros, yes and no; empty when blank. */
    public String text() {
        return plain(value);
    }

    /** The same in quotes, as problems show it: cut when long, on one line. */
    public String quoted() {
        return '"' + Problem.cut(text().replaceAll("\\p{Cntrl}", " "), 60) + '"';
    }

    static String plain(@Nullable Object value) {
        if (value == null) return "";
        if (value instanceof Double number) return plainNumber(number);
        if (value instanceof Boolean flag) return flag ? "yes" : "no";
        return value.toString();
    }

    static String plainNumber(double number) {
        var plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return plain.equals("-0") ? "0" : plain;
    }

    private static String columnName(int column) {
        return column < 26
                ? String.valueOf((char) ('A' + column))
                : columnName(column / 26 - 1) + (char) ('A' + column % 26);
    }
}
