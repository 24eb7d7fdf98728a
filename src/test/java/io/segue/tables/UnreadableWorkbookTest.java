package io.segue.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.segue.support.EditedKnowledge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;
import org.junit.jupiter.api.Test;

/** Files that are no workbooks, or that would cost more than a decision table may: refused in a sentence, soon, in bounded memory. */
class UnreadableWorkbookTest {
    private static final byte[] SOUND = new EditedKnowledge().content("decision-tables/lifecycle.xlsx");

    @Test
    void what_is_no_workbook_is_one_problem_of_the_file() throws IOException {
        var files = Map.of(
                "an empty file",
                new byte[0],
                "text",
                "Name,Days\nchurned,30\n".getBytes(StandardCharsets.UTF_8),
                "half a workbook",
                java.util.Arrays.copyOf(SOUND, SOUND.length / 2),
                "a zip of something else",
                zip(Map.of("readme.txt", "hello")),
                "a zip without anything",
                zip(Map.of()),
                "an .xls under the name of an .xlsx",
                xls(),
                "a workbook whose sheet is no XML",
                rewritten(SOUND, "xl/worksheets/sheet2.xml", xml -> "no XML at all"),
                "a workbook whose list of sheets is cut off",
                rewritten(SOUND, "xl/workbook.xml", xml -> xml.substring(0, xml.length() / 2)));

        files.forEach((what, content) -> {
            var problems = read(content);

            assertThat(problems).as(what).hasSize(1);
            assertThat(problems.get(0).toString()).as(what).startsWith("lifecycle.xlsx: ");
        });
    }

    @Test
    void a_workbook_broken_anywhere_never_ends_in_an_exception() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var broken = SOUND.clone();
            for (int bytes = 1 + random.nextInt(8); bytes > 0; bytes--)
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);

            assertThatCode(() -> read(broken)).as("workbook %d", i).doesNotThrowAnyException();
        }
    }

    @Test
    void a_sheet_broken_anywhere_never_ends_in_an_exception() throws IOException {
        var random = new Random(8);
        for (int i = 0; i < 150; i++) {
            var broken = rewritten(SOUND, "xl/worksheets/sheet2.xml", xml -> {
                int from = random.nextInt(xml.length());
                int to = Math.min(xml.length(), from + random.nextInt(20));
                return xml.substring(0, from) + (random.nextBoolean() ? "9" : "") + xml.substring(to);
            });

            assertThatCode(() -> read(broken)).as("workbook %d", i).doesNotThrowAnyException();
        }
    }

    @Test
    void a_workbook_with_macros_is_refused() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook(XSSFWorkbookType.XLSM)) {
            book.createSheet("Lifecycle").createRow(0).createCell(0).setCellValue("RuleSet");
            book.write(out);
        }

        assertThat(read(out.toByteArray()))
                .extracting(Problem::toString)
                .containsExactly("lifecycle.xlsx: carries macros. Save it as .xlsx, without them.");
    }

    @Test
    void a_file_that_is_too_large_is_not_looked_into() {
        assertThat(read(new byte[Parts.MAX_BYTES + 1]))
                .extracting(Problem::toString)
                .containsExactly("lifecycle.xlsx: is 2097153 bytes, at most 2097152 are read");
    }

    @Test
    void a_small_file_that_unpacks_to_a_large_one_is_refused_soon_and_in_little_memory() throws IOException {
        var row = "<row r=\"1\"><c r=\"A1\"/></row>";
        for (var bomb : List.of(
                // one cell of 200 million letters
                padded("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "a", 200_000_000, "</t></is></c></row>"),
                // cells past number, some of them in one row
                padded("<row r=\"1\">", "<c r=\"A1\"/>", 40_000_000, "</row>"),
                padded("", row, 40_000_000, ""))) {
            assertThat(bomb.length).isLessThan(Parts.MAX_BYTES);
            var before = System.nanoTime();
            long most = used();

            var problems = read(bomb);

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).toString()).startsWith("lifecycle.xlsx: ");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(used() - most).isLessThan(300L << 20);
        }
    }

    @Test
    void more_rows_or_columns_than_are_read_are_refused() {
        var tall = new EditedKnowledge()
                .set("lifecycle", "Lifecycle", "A5001", "x")
                .content("decision-tables/lifecycle.xlsx");
        var wide = new EditedKnowledge()
                .set("lifecycle", "Lifecycle", "GS12", "x")
                .content("decision-tables/lifecycle.xlsx");

        assertThat(read(tall))
                .extracting(Problem::toString)
                .containsExactly(
                        "lifecycle.xlsx Lifecycle!A5001: stands below row 5000, the last that is read. Delete it.");
        assertThat(read(wide))
                .extracting(Problem::toString)
                .containsExactly(
                        "lifecycle.xlsx Lifecycle!GS12: stands beyond column 200, the last that is read. Delete it.");
    }

    @Test
    void every_workbook_of_the_checkout_is_read_without_a_problem() {
        new EditedKnowledge()
                .files()
                .matching("decision-tables/", ".xlsx")
                .forEach((path, content) -> assertThat(read(content)).as(path).isEmpty());
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<Problem> read(byte[] content) {
        var problems = new Problems();
        Workbook.read("lifecycle.xlsx", content, problems);
        return problems.all();
    }

    private static byte[] padded(String before, String item, int letters, String after) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(SOUND));
                var zip = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                if (!entry.getName().equals("xl/worksheets/sheet2.xml")) in.transferTo(zip);
                else {
                    zip.write(
                            ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                            + before)
                                    .getBytes(StandardCharsets.UTF_8));
                    var block = item.repeat(100_000 / item.length()).getBytes(StandardCharsets.UTF_8);
                    for (int written = 0; written < letters; written += block.length) zip.write(block);
                    zip.write((after + "</sheetData></worksheet>").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] rewritten(byte[] workbook, String name, UnaryOperator<String> edit) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(workbook));
                var zip = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                var content = in.readAllBytes();
                zip.write(
                        entry.getName().equals(name)
                                ? edit.apply(new String(content, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, String> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] xls() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new HSSFWorkbook()) {
            book.createSheet("Lifecycle").createRow(0).createCell(0).setCellValue("RuleSet");
            book.write(out);
        }
        return out.toByteArray();
    }
}
