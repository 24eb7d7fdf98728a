package io.segue.tables;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A workbook to be written: what stands where, how it looks and what it helps its reader with. Equal sketches make equal bytes.
 *
 * @param properties custom properties of the document, by name
 */
public record Sketch(List<Page> pages, SortedMap<String, String> properties) {
    public Sketch {
        pages = List.copyOf(pages);
        properties = new TreeMap<>(properties);
    }

    /**
     * One sheet. Only its data cells can be edited; rows of data may be added below, as many as wanted.
     *
     * @param tab     colour of its tab, six hex digits
     * @param lines   rows from the top, without gaps
     * @param columns from column A on
     * @param merges  such as {@code B8:J8}
     */
    public record Page(String name, String tab, List<Line> lines, List<Column> columns, List<String> merges) {
        public Page {
            lines = List.copyOf(lines);
            columns = List.copyOf(columns);
            merges = List.copyOf(merges);
        }
    }

    /** How a row looks. The headers and what is above them stay in sight. */
    public enum Look {
        TITLE,
        TEXT,
        /** For the machine: hidden. */
        CODE,
        /** For the reader, but not to be changed. */
        FIXED,
        HEADER,
        DATA
    }

    /**
     * One row.
     *
     * @param cells from column A on: Double, String, or empty text for a blank
     */
    public record Line(Look look, List<Object> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /** How the numbers of a column are shown. */
    public enum Format {
        TEXT("@"),
        WHOLE("0"),
        /** A part of one, shown as such: 0.7, 0.25. */
        SHARE("0.0##"),
        NUMBER("General");

        final String pattern;

        Format(String pattern) {
            this.pattern = pattern;
        }
    }

    /**
     * One column.
     *
     * @param width in characters
     * @param help  what its header tells when pointed at; null for nothing
     * @param entry what its cells of data take; null for anything, without a hint
     */
    public record Column(
            int width,
            Format format,
            @Nullable String help,
            @Nullable Entry entry) {}

    /** How much a spreadsheet insists on what a cell takes. */
    public enum Insistence {
        /** Nothing else can be typed. */
        ONLY,
        /** Something else is asked back about. */
        ASK,
        /** Something else is taken without a word; values are on offer. */
        OFFER
    }

    /** What cells take, as the spreadsheet knows it: the check that counts is made when the workbook is read. */
    public sealed interface Entry {
        /** What is said when a cell is entered, short. */
        String prompt();

        /** One of these values, at least one. */
        record Choice(List<String> values, Insistence insistence, String prompt) implements Entry {}

        /** A number, both bounds included. */
        record Range(boolean whole, double least, double most, String prompt) implements Entry {}

        /** Text of at most so many characters. */
        record Length(int most, String prompt) implements Entry {}
    }
}
