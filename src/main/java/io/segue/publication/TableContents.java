package io.segue.publication;

import io.segue.rules.Condition.Operator;
import io.segue.rules.HitPolicy;
import io.segue.rules.Operand;
import io.segue.rules.Topic;
import io.segue.tables.Cell;
import io.segue.tables.Problems;
import io.segue.tables.ValueType;
import io.segue.tables.Workbook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook says, without its looks: every sheet but About, by its columns and rows. Read as far as it can be read,
 * whether or not it could go live.
 *
 * @param table  name of the workbook without {@code .xlsx}
 * @param sheets in the order of the workbook; those that nothing reads are left out
 */
public record TableContents(String table, List<Page> sheets) {
    public TableContents {
        sheets = List.copyOf(sheets);
    }

    /** What a sheet is. */
    public enum Kind {
        /** Rows that are reasoned about. */
        DECISION,
        /** Rows that are looked up. */
        LIST,
        /** One row of settings. */
        SETTINGS,
        /** Examples, with the rows they expect. */
        CASES
    }

    /** What a column is for. */
    public enum Role {
        NAME,
        CONDITION,
        CONCLUSION,
        /** A column of a list, of settings or of cases. */
        VALUE
    }

    /**
     * One sheet.
     *
     * @param properties of a decision table the rows above its columns; empty for others
     * @param topic      what a decision table decides; null for others and when it is no decision
     * @param policy     of a decision table; null for others and when it is none
     * @param fact       what the conditions of a decision table read, such as {@code Evidence}; else empty
     * @param key        labels of the columns that tell one row from another; empty for settings
     * @param rows       in the order of the sheet
     */
    public record Page(
            String name,
            Kind kind,
            List<Property> properties,
            @Nullable Topic topic,
            @Nullable HitPolicy policy,
            String fact,
            List<String> key,
            List<Column> columns,
            List<Row> rows) {
        public Page {
            properties = List.copyOf(properties);
            key = List.copyOf(key);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** Whether the order of its rows means something: in a FIRST table, and in one whose hit policy can't be told. */
        public boolean ordered() {
            return kind == Kind.DECISION && (policy == null || policy.kind() == HitPolicy.Kind.FIRST);
        }
    }

    /**
     * A row above the columns of a decision table, such as its hit policy.
     *
     * @param row 1-based
     */
    public record Property(int row, String word, String value) {}

    /**
     * One column.
     *
     * @param place    0-based
     * @param label    its header
     * @param unit     what the header has in brackets at its end, such as {@code 0..1}; null when nothing
     * @param type     what its cells may hold
     * @param code     what names the column for the machine: the code cell of a decision table, else the header
     * @param operand  what a condition compares; null for others and when the code is not understood
     * @param operator how; null as the operand is
     * @param output   what a conclusion sets; null for others and when the code is not understood
     */
    public record Column(
            int place,
            String label,
            @Nullable String unit,
            Role role,
            ValueType type,
            String code,
            @Nullable Operand operand,
            @Nullable Operator operator,
            @Nullable String output) {

        /** The closed set its cells are of, one or several; empty when there is none. */
        public List<String> values() {
            return values(type);
        }

        private static List<String> values(ValueType type) {
            if (type instanceof ValueType.OneOf one) return one.values();
            if (type instanceof ValueType.YesNo) return List.of("yes", "no");
            return type instanceof ValueType.ListOf several ? values(several.item()) : List.of();
        }

        /** Whether a cell may hold several values, separated by commas. */
        public boolean several() {
            return type instanceof ValueType.ListOf;
        }
    }

    /**
     * One row.
     *
     * @param number 1-based, as the spreadsheet shows it
     * @param name   what its key columns say; empty for settings
     * @param cells  one for each column of the sheet, as plain text: numbers in digits, yes or no, lists with a comma and a
     *               space; empty when blank
     */
    public record Row(int number, String name, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Reads a workbook. What can't be read at all is told, and left out.
     *
     * @param table name without {@code .xlsx}
     */
    public static TableContents read(String table, byte[] workbook, Problems problems) {
        return ContentsReader.read(table, Workbook.read(table + ".xlsx", workbook, problems));
    }

    /** The sheet of that name. */
    public Optional<Page> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.name().equals(name)).findFirst();
    }

    /**
     * Names these contents: 12 hex digits of a SHA-256. Looks, comments, the place of a sheet or column and, where it means
     * nothing, the order of rows don't count.
     */
    public String version() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These contents as text for reading side by side: aligned columns, a row a line, a blank condition as a dash. */
    public String text() {
        return TableText.of(this);
    }

    private String canonical() {
        var lines = new ArrayList<>(List.of("table\t" + table));
        sheets.stream().map(TableContents::canonical).sorted().forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String canonical(Page sheet) {
        var lines = new ArrayList<String>();
        lines.add(line("sheet", sheet.name(), sheet.kind().name(), sheet.fact()));
        sheet.properties().stream()
                .map(property -> line("property", property.word(), property.value()))
                .forEach(lines::add);
        sheet.columns().stream()
                .map(column -> line("column", column.role().name(), column.code(), column.label()))
                .sorted()
                .forEach(lines::add);
        var rows = sheet.rows().stream().map(row -> canonical(sheet, row));
        (sheet.ordered() ? rows : rows.sorted()).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String canonical(Page sheet, Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < sheet.columns().size(); i++)
            if (!row.cells().get(i).isEmpty())
                cells.add(line(sheet.columns().get(i).code(), row.cells().get(i)));
        cells.sort(null);
        return "row\t" + String.join("\t", cells);
    }

    /** Words apart by tabs; none of them has one, so that different words never make the same line. */
    private static String line(String... words) {
        var line = new ArrayList<String>();
        for (var word : words)
            line.add(word.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t"));
        return String.join("\t", line);
    }

    /** A cell as the text that its column makes of it; as it stands when it is not of the column's type. */
    static String plain(ValueType type, Cell cell) {
        if (cell.blank()) return "";
        var value = type.read(cell).value();
        if (value == null) return cell.text().strip();
        if (value instanceof List<?> items)
            return String.join(", ", items.stream().map(String::valueOf).toList());
        return new Cell(0, 0, value).text().replace("\r\n", "\n");
    }
}
