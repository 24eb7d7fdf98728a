package io.segue.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.segue.support.EditedKnowledge;
import io.segue.support.Zips;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the most expensive workbooks cost to read or refuse: everything allocated on the way counts, freed or not. */
class ReadingCostTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long MOST_BYTES = 100L * MEGABYTE;
    private static final long MOST_MILLIS = 2_000;
    private static final byte[] SOUND = new EditedKnowledge().content("decision-tables/lifecycle.xlsx");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> expensive() {
        return Stream.of(
                of("a live workbook", () -> SOUND),
                of("60,000 rows", () -> rows(60_000, 6)),
                of("5,000 rows of 19 cells, taken", () -> rows(5_000, 19)),
                of("200,000 cells and more", () -> rows(5_000, 60)),
                of("16,384 columns", () -> rows(4, 16_384)),
                of("5,000 rows of text", () -> texts(5_000)),
                of(
                        "a cell of 200 MB",
                        () -> sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "a", 200_000_000)),
                of(
                        "15 MB in one cell",
                        () -> sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "a", 15_000_000)),
                of("40 MB of empty cells", () -> sheet("<row r=\"1\">", "<c/>", 40_000_000)),
                of("40 MB of empty rows", () -> sheet("", "<row/>", 40_000_000)),
                of("15 MB of attributes", () -> sheet("<row ", "a ", 15_000_000)),
                of("deep nesting", () -> sheet("", "<a>", 2_000_000)),
                of("many formulas", () -> rows(5_000, 18, "<c r=\"%s\"><f>1+1</f><v>2</v></c>")),
                of(
                        "many shared texts",
                        () -> Zips.with(
                                SOUND,
                                "xl/sharedStrings.xml",
                                "<sst>" + "<si><t>x</t></si>".repeat(190_000) + "</sst>")),
                of(
                        "many styles",
                        () -> Zips.rewritten(
                                SOUND,
                                "xl/styles.xml",
                                xml -> xml.replace(
                                        "</cellXfs>", "<xf numFmtId=\"14\"/>".repeat(400_000) + "</cellXfs>"))),
                of(
                        "laughs by the billion",
                        () -> Zips.with(
                                SOUND,
                                "xl/worksheets/sheet2.xml",
                                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>")),
                of(
                        "a list of contents of 15 MB",
                        () -> Zips.with(
                                SOUND,
                                "[Content_Types].xml",
                                "<Types>" + "<Override PartName=\"/x\" ContentType=\"a/b\"/>".repeat(300_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expensive")
    void is_read_or_refused_in_under_two_seconds_and_100_mb(String name, byte[] content) {
        // the first reading loads classes, which others paid for already in a service that runs
        Workbook.read("lifecycle.xlsx", SOUND, new Problems());
        var problems = new Problems();
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        // of the processor, which other work does not lengthen
        long begun = THREADS.getCurrentThreadCpuTime();

        Workbook.read("lifecycle.xlsx", content, problems);

        long millis = (THREADS.getCurrentThreadCpuTime() - begun) / 1_000_000;
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        System.out.printf(
                "%-32s %8d bytes: %4d ms, %3d MB allocated, %s%n",
                name,
                content.length,
                millis,
                bytes / MEGABYTE,
                problems.all().stream().findFirst().map(Problem::toString).orElse("read"));
        assertThat(millis).isLessThan(MOST_MILLIS);
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    private static Arguments of(String name, Supplier<byte[]> content) {
        return Arguments.of(name, content.get());
    }

    private static byte[] rows(int rows, int columns) {
        return rows(rows, columns, "<c r=\"%s\"><v>1234</v></c>");
    }

    private static byte[] rows(int rows, int columns, String cell) {
        var xml = new StringBuilder();
        for (int row = 1; row <= rows; row++) {
            xml.append("<row r=\"").append(row).append("\">");
            for (int column = 0; column < columns; column++)
                xml.append(cell.replace("%s", new Cell(column, row, null).address()));
            xml.append("</row>");
        }
        return worksheet(xml.toString());
    }

    private static byte[] texts(int rows) {
        var xml = new StringBuilder();
        for (int row = 1; row <= rows; row++)
            xml.append("<row r=\"%d\"><c t=\"inlineStr\"><is><t>%s</t></is></c></row>"
                    .formatted(row, "text %d ".formatted(row).repeat(100)));
        return worksheet(xml.toString());
    }

    private static byte[] sheet(String before, String item, int letters) {
        return worksheet(before + item.repeat(letters / item.length()));
    }

    private static byte[] worksheet(String data) {
        return Zips.edited(
                SOUND,
                files -> files.put(
                        "xl/worksheets/sheet2.xml",
                        ("<worksheet><sheetData>" + data + "</sheetData></worksheet>")
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
