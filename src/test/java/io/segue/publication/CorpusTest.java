package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.support.Zips;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile and clumsy workbooks: each is refused, with the cell that is to blame and what to do about it. Those that are taken,
 * and what they mean then, stand in {@link TakenWorkbooksTest}.
 */
class CorpusTest {
    private static final Path MARKER = Path.of(System.getProperty("java.io.tmpdir"), "segue-corpus-ran");
    private static final String TOUCH = "new java.io.FileOutputStream(\"" + MARKER + "\")";
    private static final KnowledgeFiles LIVE = KnowledgeFiles.under(Path.of("").toAbsolutePath());
    private static final String SHEET2 = "xl/worksheets/sheet2.xml";

    /**
     * One workbook.
     *
     * @param table what it is sent in place of
     * @param told  what each of some problems begins with, after the name of the file
     */
    private record Bad(String name, String table, Supplier<byte[]> content, String... told) {
        @Override
        public String toString() {
            return name;
        }
    }

    // made of the live workbook of a table

    private static Bad cell(String name, String table, String place, Object value, String... told) {
        var parts = place.split("!");
        return new Bad(
                name,
                table,
                () -> new EditedKnowledge()
                        .set(table, parts[0], parts[1], value)
                        .content(KnowledgeFiles.pathOf(table)),
                told);
    }

    private static Bad book(String name, String table, Consumer<XSSFWorkbook> edit, String... told) {
        return new Bad(
                name,
                table,
                () -> new EditedKnowledge().workbook(table, edit).content(KnowledgeFiles.pathOf(table)),
                told);
    }

    private static Bad sheet(
            String name, String table, String sheet, Consumer<org.apache.poi.ss.usermodel.Sheet> edit, String... told) {
        return book(name, table, book -> edit.accept(book.getSheet(sheet)), told);
    }

    private static Bad file(String name, Supplier<byte[]> content, String... told) {
        return new Bad(name, "engagement", content, told);
    }

    /** The second sheet of engagement, Frequency, with its XML changed. */
    private static Bad xml(String name, UnaryOperator<String> edit, String... told) {
        return file(name, () -> Zips.rewritten(engagement(), SHEET2, edit), told);
    }

    private static Bad part(String name, String path, String content, String... told) {
        return file(name, () -> Zips.with(engagement(), path, content), told);
    }

    private static byte[] engagement() {
        return new EditedKnowledge().content(KnowledgeFiles.pathOf("engagement"));
    }

    static Stream<Bad> formats() {
        return Stream.of(
                file("nothing at all", () -> new byte[0], ": is empty"),
                file("an old .xls", CorpusTest::xls, ": is an old .xls workbook"),
                file("a workbook with a password", CorpusTest::encrypted, ": is protected by a password"),
                file("CSV", () -> bytes("Name,Days\nchurned,30\n"), ": is no .xlsx workbook"),
                file("CSV that would run in a spreadsheet", () -> bytes("=cmd|' /C calc'!A0,1\n"), ": is no .xlsx"),
                file("a web page with a table", () -> bytes("<html><table></table></html>"), ": is a web page"),
                file("SpreadsheetML of 2003", () -> bytes("<?xml version=\"1.0\"?><Workbook/>"), ": is XML, no .xlsx"),
                file("a PDF", () -> bytes("%PDF-1.7"), ": is a PDF"),
                file(
                        "an .ods",
                        () -> Zips.of(Map.of("mimetype", bytes("application/vnd.oasis.opendocument.spreadsheet"))),
                        ": is an OpenDocument file"),
                file("an .xlsb", () -> Zips.of(Map.of("xl/workbook.bin", bytes("x"))), ": is a binary .xlsb"),
                file("a .docx", () -> Zips.of(Map.of("word/document.xml", bytes("<x/>"))), ": is a document"),
                file("a zip without anything", () -> Zips.of(Map.of()), ": is an empty zip"),
                file("a zip of something else", () -> Zips.of(Map.of("a.txt", bytes("x"))), ": lacks xl/workbook.xml"));
    }

    static Stream<Bad> carried() {
        return Stream.of(
                part("macros", "xl/vbaProject.bin", "x", ": carries macros. Save it as .xlsx"),
                file(
                        "macros under another name",
                        () -> Zips.rewritten(
                                engagement(),
                                "[Content_Types].xml",
                                types -> types.replace(
                                        "</Types>",
                                        "<Override PartName=\"/xl/a.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>")),
                        ": carries macros"),
                file(
                        "the content type of an .xlsm",
                        () -> Zips.rewritten(
                                engagement(),
                                "[Content_Types].xml",
                                types -> types.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")),
                        ": carries macros"),
                part(
                        "a link to another workbook",
                        "xl/externalLinks/externalLink1.xml",
                        "<x/>",
                        ": links to other files"),
                part(
                        "a DDE link",
                        "xl/externalLinks/externalLink2.xml",
                        "<ddeLink ddeService=\"cmd\"/>",
                        ": links to other"),
                file(
                        "a picture from elsewhere",
                        () -> Zips.with(
                                engagement(),
                                "xl/drawings/_rels/drawing1.xml.rels",
                                "<Relationships><Relationship Id=\"a\" Type=\"http://x/image\" TargetMode=\"External\""
                                        + " Target=\"http://localhost/\"/></Relationships>"),
                        ": links to other files"),
                part("an embedded file", "xl/embeddings/oleObject1.bin", "x", ": carries embedded files"),
                part("ActiveX", "xl/activeX/activeX1.xml", "<x/>", ": carries ActiveX"),
                part("a query", "xl/queryTables/queryTable1.xml", "<x/>", ": fetches data"),
                file(
                        "a data connection",
                        () -> Zips.rewritten(
                                engagement(),
                                "[Content_Types].xml",
                                types -> types.replace(
                                        "</Types>",
                                        "<Override PartName=\"/xl/c.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                                                + "spreadsheetml.connections+xml\"/></Types>")),
                        ": fetches data"),
                part("an add-in", "xl/webextensions/webextension1.xml", "<x/>", ": carries an add-in"));
    }

    static Stream<Bad> damaged() {
        return Stream.of(
                file("half of it", () -> Arrays.copyOf(engagement(), engagement().length / 2), ": is "),
                file("all but its end", () -> Arrays.copyOf(engagement(), engagement().length - 30), ": is cut off"),
                file(
                        "an entity",
                        () -> Zips.rewritten(engagement(), SHEET2, CorpusTest::withEntity),
                        ": declares entities"),
                file(
                        "an entity where nobody looks",
                        () -> Zips.rewritten(engagement(), "docProps/core.xml", CorpusTest::withEntity),
                        ": declares entities"),
                file(
                        "an entity in letters of two bytes",
                        () -> Zips.edited(
                                engagement(),
                                files -> files.put(
                                        SHEET2,
                                        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE x><x/>"
                                                .getBytes(StandardCharsets.UTF_16))),
                        ": declares entities"),
                part("a path that leads out", "../../etc/cron.d/x", "x", ": holds a file named"),
                part("a path from the root", "/etc/passwd", "x", ": holds a file named"),
                part("two files of one name", "XL/WORKBOOK.XML", "<x/>", ": holds two files named"),
                file("more files than anybody needs", CorpusTest::manyFiles, ": holds more than 500 files"),
                file(
                        "two sheets of one name",
                        () -> Zips.rewritten(
                                engagement(), "xl/workbook.xml", xml -> xml.replace("\"Breadth\"", "\"frequency\"")),
                        ": has two sheets named"),
                xml("a cell twice", xml -> xml.replace("r=\"D11\"", "r=\"B11\""), ": is damaged: on sheet"),
                xml("rows out of order", xml -> xml.replace("<row r=\"12\"", "<row r=\"3\""), ": is damaged: on sheet"),
                xml(
                        "a text that the workbook lacks",
                        xml -> withCell(xml, "B11", "<c r=\"B11\" t=\"s\"><v>77</v></c>"),
                        " Frequency!B11: names a text that the workbook does not hold"),
                xml(
                        "a number that is none",
                        xml -> withCell(xml, "B11", "<c r=\"B11\"><v>NaN</v></c>"),
                        " Frequency!B11: holds no number that can be read"));
    }

    static Stream<Bad> values() {
        return Stream.of(
                book(
                        "a formula",
                        "engagement",
                        b -> b.getSheet("Frequency").getRow(10).getCell(1).setCellFormula("1+6"),
                        " Frequency!B11: holds the formula =1+6. Write its value instead."),
                book(
                        "an error",
                        "engagement",
                        b -> b.getSheet("Frequency")
                                .getRow(10)
                                .getCell(1)
                                .setCellErrorValue(FormulaError.DIV0.getCode()),
                        " Frequency!B11: holds an error value"),
                sheet("a date", "engagement", "Frequency", s -> date(s, "B11"), " Frequency!B11: is a date"),
                xml(
                        "a date as text",
                        xml -> withCell(xml, "B11", "<c r=\"B11\" t=\"d\"><v>2026-06-30</v></c>"),
                        " Frequency!B11: is a date"),
                cell(
                        "a word for a number",
                        "engagement",
                        "Frequency!B11",
                        "thirty",
                        " Frequency!B11: \"thirty\" can't be read as a number; expected a whole number. Write 30."),
                cell(
                        "007",
                        "engagement",
                        "Frequency!B11",
                        "007",
                        " Frequency!B11: \"007\" can't be read as a number; " + "expected a whole number. Write 7."),
                cell("1e3", "engagement", "Frequency!B11", "1e3", " Frequency!B11: \"1e3\" can't be"),
                cell("a leading apostrophe", "engagement", "Frequency!B11", "'7", " Frequency!B11: \"'7\" can't be"),
                cell(
                        "curly quotes",
                        "engagement",
                        "Frequency!B11",
                        "\u201c7\u201d",
                        " Frequency!B11: \"\u201c7\u201d\" can't be"),
                cell(
                        "a number of another script",
                        "engagement",
                        "Frequency!B11",
                        "\uff17",
                        " Frequency!B11: \"\uff17\" can't"),
                cell("a space that does not break", "engagement", "Frequency!B11", "7\u00a0", " Frequency!B11: "),
                cell("a space without width", "engagement", "Frequency!B11", "\u200b7", " Frequency!B11: "),
                cell(
                        "yes for a number",
                        "engagement",
                        "Frequency!B11",
                        true,
                        " Frequency!B11: \"yes\" can't be read as a number"),
                cell(
                        "a percent as text",
                        "churn-risk",
                        "Usage decline!B11",
                        "70%",
                        " Usage decline!B11: \"70%\" can't be read as a number; expected a number. Write 0.7."),
                cell(
                        "70 where 0.7 is meant",
                        "churn-risk",
                        "Usage decline!B11",
                        70,
                        " Usage decline!B11: can never hold, for usageDecline is 0 to 1; expected a number, 0 to 1. Write 0.7."),
                cell(
                        "half a session",
                        "engagement",
                        "Frequency!B11",
                        6.5,
                        " Frequency!B11: \"6.5\" is not a whole number"),
                cell(
                        "a plan that does not exist",
                        "rfm",
                        "Monetary!B11",
                        "enterprize",
                        " Monetary!B11: \"enterprize\" is not known here; expected one of free, trial, basic, pro, enterprise."
                                + " Write enterprise."),
                cell(
                        "a place left empty",
                        "rfm",
                        "Monetary!B11",
                        "pro,,basic",
                        " Monetary!B11: \"pro,,basic\" has an empty place"),
                cell(
                        "maybe",
                        "sales-tier",
                        "Sales tier!F11",
                        "maybe",
                        " Sales tier!F11: \"maybe\" is neither yes nor no"),
                cell(
                        "a missing value",
                        "engagement",
                        "Frequency!D12",
                        null,
                        " Frequency!D12: is blank; a value is needed"),
                cell(
                        "very long text",
                        "onboarding",
                        "Onboarding path!D11",
                        "x".repeat(32_000),
                        " Onboarding path!D11: \"xxx"),
                cell(
                        "letters of two alphabets",
                        "lifecycle",
                        "Lifecycle!J11",
                        "\u0421HURNED",
                        " Lifecycle!J11: \"\u0421HURNED\" mixes letters of two alphabets"),
                cell(
                        "a mark that can't be seen",
                        "lifecycle",
                        "Lifecycle!J11",
                        "CHURNED\u200d",
                        " Lifecycle!J11: \"CHURNED\u200d\" holds a character that can't be seen"));
    }

    static Stream<Bad> shapes() {
        return Stream.of(
                cell(
                        "a blank row inside",
                        "engagement",
                        "Frequency!A17",
                        "again",
                        " Frequency!A17: follows a blank row. Delete row 16."),
                cell(
                        "a note beside the table",
                        "engagement",
                        "Frequency!F12",
                        "note",
                        " Frequency!F12: \"note\" stands in no column"),
                cell(
                        "a second table",
                        "engagement",
                        "Frequency!A18",
                        "RuleTable Second",
                        " Frequency!A18: follows a blank row"),
                cell(
                        "a header that Drools takes for a condition",
                        "engagement",
                        "Frequency!B7",
                        "COUNTRY",
                        " Frequency!B7: is not as the template has it; expected \"CONDITION\". Write \"CONDITION\" again."),
                cell(
                        "a header that Drools takes for an action",
                        "engagement",
                        "Frequency!D7",
                        "AGE",
                        " Frequency!D7: is not as"),
                cell(
                        "a header that Drools takes for a priority",
                        "engagement",
                        "Frequency!D7",
                        "PRICE",
                        " Frequency!D7: is not as"),
                cell(
                        "another hit policy",
                        "onboarding",
                        "Onboarding path!B5",
                        "UNIQUE",
                        " Onboarding path!B5: is not as"),
                cell("another decision", "engagement", "Frequency!B4", "segments.rfm", " Frequency!B4: is not as"),
                cell(
                        "a column header reworded",
                        "engagement",
                        "Frequency!B10",
                        "Sessions",
                        " Frequency!B10: is not as"),
                cell(
                        "a column added",
                        "engagement",
                        "Frequency!E10",
                        "More",
                        " Frequency!E10: is not as the template has it;" + " expected nothing here. Delete it."),
                cell(
                        "a list's header reworded",
                        "features",
                        "Features!B1",
                        "Nme",
                        " Features!B1: is not as",
                        " Features!B1: \"Nme\" is no column here; expected one of Key, Name, Collaborative, Advanced, Benefit."
                                + " Write Name."),
                book(
                        "a sheet renamed",
                        "engagement",
                        b -> b.setSheetName(1, "Frequencies"),
                        " Frequencies: is no sheet of this workbook; expected the sheets About, Frequency",
                        ": lacks the sheet \"Frequency\""),
                book(
                        "sheets in another order",
                        "engagement",
                        b -> b.setSheetOrder("Tiers", 1),
                        ": has its sheets in another order"),
                book(
                        "a sheet added",
                        "engagement",
                        b -> b.createSheet("Notes"),
                        " Notes: is no sheet of this workbook"),
                book("a sheet hidden", "engagement", b -> b.setSheetHidden(1, true), " Frequency: is hidden. Show it"),
                sheet(
                        "a row hidden by a filter",
                        "engagement",
                        "Frequency",
                        s -> s.getRow(11).setZeroHeight(true),
                        " Frequency!A12: stands in a row that is hidden"),
                sheet(
                        "a column hidden",
                        "engagement",
                        "Frequency",
                        s -> s.setColumnHidden(2, true),
                        " Frequency!C12: stands in a column that is hidden"),
                sheet(
                        "merged cells",
                        "engagement",
                        "Frequency",
                        s -> s.addMergedRegion(CellRangeAddress.valueOf("D11:D12")),
                        " Frequency!D11:D12: is merged"),
                cell("row 60,000", "engagement", "Frequency!A60000", "x", " Frequency!A60000: stands below row 5000"),
                cell(
                        "the last column",
                        "engagement",
                        "Frequency!XFD11",
                        "x",
                        " Frequency!XFD11: stands beyond column 200"),
                cell(
                        "a name twice",
                        "engagement",
                        "Frequency!A12",
                        "daily",
                        " Frequency!A12: \"daily\" names row 11 already"));
    }

    static Stream<Bad> together() {
        return Stream.of(
                cell("a gap", "engagement", "Frequency!B11", 8, " Frequency: sessions7d = 7 matches no row"),
                cell(
                        "an overlap",
                        "engagement",
                        "Frequency!C12",
                        8,
                        " Frequency!A12: sessions7d = 7 matches this row and row 11"),
                cell(
                        "a row that is never taken",
                        "lifecycle",
                        "Lifecycle!B11",
                        null,
                        " Lifecycle!A12: is never taken, for all that it matches is taken by row 11"),
                cell(
                        "a segment that nothing concludes",
                        "email-campaign",
                        "Campaign!B14",
                        "AT_RISC",
                        " Campaign!B14: asks for \"AT_RISC\", which no row or rule concludes; expected one of "),
                cell(
                        "a placeholder that nothing fills",
                        "upgrade-message",
                        "Upgrade message!D11",
                        "{plann}",
                        " Upgrade message!D11: the message asks for {plann}, which nothing fills; expected {plan}, {feature} or"
                                + " {product}. Write {plan}."),
                cell("a case that fails", "engagement", "Cases!G2", "regular", " Cases!"),
                cell(
                        "a case of no table",
                        "lifecycle",
                        "Cases!B2",
                        "Lifecicle",
                        " Cases!B2: \"Lifecicle\" is no table of this"
                                + " workbook; expected one of At-risk signals, Lifecycle. Write Lifecycle."),
                cell(
                        "a case that expects no row",
                        "lifecycle",
                        "Cases!P2",
                        "fewer session",
                        " Cases!P2: expects the row" + " \"fewer session\", which At-risk signals does not have"),
                cell(
                        "a value that no fact has",
                        "lifecycle",
                        "Cases!C1",
                        "baselineSessions",
                        " Cases!C2: gives" + " \"baselineSessions\""),
                cell("a threshold without its cases", "lifecycle", "Lifecycle!B11", 31, " Cases!P"));
    }

    static Stream<Bad> attacks() {
        return Stream.of(
                cell(
                        "code after a number",
                        "engagement",
                        "Frequency!B11",
                        "0, eval(" + TOUCH + ")",
                        " Frequency!B11: "),
                cell("code in quotes", "engagement", "Frequency!B11", "\"7\" || " + TOUCH, " Frequency!B11: "),
                cell("code in brackets", "next-best-action", "Candidates!N12", "(" + TOUCH + ")", " Candidates!N12: "),
                cell(
                        "the end of a call in a name",
                        "engagement",
                        "Frequency!A12",
                        "\"); " + TOUCH + ";",
                        " Frequency!A12: "),
                cell(
                        "a rule in a name",
                        "engagement",
                        "Frequency!A12",
                        "a\nend rule \"x\" when then " + TOUCH + "; end",
                        " Frequency!A12: "),
                cell("an escape in a name", "engagement", "Frequency!A12", "\\u0022 || " + TOUCH, " Frequency!A12: "),
                cell(
                        "the end of a comment in a name",
                        "engagement",
                        "Frequency!A12",
                        "*/ " + TOUCH,
                        " Frequency!A12: "),
                cell(
                        "code in a code cell",
                        "engagement",
                        "Frequency!B9",
                        "eval(" + TOUCH + ")",
                        " Frequency!B9: is not as"),
                cell(
                        "functions above the table",
                        "engagement",
                        "Frequency!C1",
                        "Functions",
                        " Frequency!C1: is not as"),
                cell("an import", "engagement", "Frequency!B2", "java.io.*", " Frequency!B2: is not as"),
                cell(
                        "code in an unknown placeholder",
                        "upgrade-message",
                        "Upgrade message!D11",
                        "@{" + TOUCH + "}",
                        " Upgrade message!D11: the message asks for"),
                cell("code in a given value", "lifecycle", "Cases!L17", "(" + TOUCH + ")", " Cases!L17: "),
                book(
                        "code in the name of a sheet",
                        "onboarding",
                        b -> b.getCTWorkbook().getSheets().getSheetArray(1).setName("x\" then " + TOUCH + "; \""),
                        " x\" then"));
    }

    @BeforeAll
    @AfterAll
    static void nothing_has_run() {
        assertThat(MARKER).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"formats", "carried", "damaged", "values", "shapes", "together", "attacks"})
    void is_refused_where_it_is_to_blame(Bad bad) {
        var checked = Check.check(LIVE, bad.table, bad.content.get());

        assertThat(checked.playbook()).isNull();
        var told = checked.problems().stream().map(Problem::toString).toList();
        for (var expected : bad.told)
            assertThat(told).anyMatch(problem -> problem.startsWith(bad.table + ".xlsx" + expected));
        assertThat(MARKER).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withEntity(String xml) {
        return xml.replaceFirst("(<\\?xml[^>]*>)?", "$1<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>");
    }

    private static String withCell(String xml, String address, String cell) {
        return xml.replaceFirst("<c r=\"" + address + "\"([^>]*/>|.*?</c>)", cell);
    }

    private static void date(org.apache.poi.ss.usermodel.Sheet sheet, String address) {
        var style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy\\-mm\\-dd"));
        EditedKnowledge.cellOf(sheet, address).setCellStyle(style);
    }

    private static byte[] manyFiles() {
        return Zips.edited(engagement(), files -> {
            for (int i = 0; i < 600; i++) files.put("xl/media/image" + i + ".png", new byte[0]);
        });
    }

    private static byte[] xls() {
        var out = new ByteArrayOutputStream();
        try (var book = new HSSFWorkbook()) {
            book.createSheet("Frequency");
            book.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] encrypted() {
        var out = new ByteArrayOutputStream();
        try (var files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var into = encryptor.getDataStream(files)) {
                into.write(engagement());
            }
            files.writeFilesystem(out);
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
