package io.segue.publication;

import static io.segue.publication.Workbooks.FILES;
import static io.segue.publication.Workbooks.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segue.decisions.Playbook;
import io.segue.publication.BoundaryCases.Example;
import io.segue.publication.TableWorkbook.Options;
import io.segue.support.EditedKnowledge;
import io.segue.tables.CustomProperties;
import io.segue.tables.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableWorkbookTest {
    private static final KnownValues KNOWN = KnownValues.of(FILES);
    private static final Map<String, byte[]> WRITTEN = Workbooks.tables()
            .collect(
                    Collectors.toMap(table -> table, table -> TableWorkbook.render(FILES, KNOWN, table, Options.NONE)));

    @ParameterizedTest
    @MethodSource("io.segue.publication.Workbooks#tables")
    void what_is_written_says_what_the_table_says(String table) {
        var before = contents(table);

        var workbook = WRITTEN.get(table);

        assertThat(contents(table, workbook).text()).isEqualTo(before.text());
        assertThat(contents(table, workbook).version()).isEqualTo(before.version());
        assertThat(TableWorkbook.tableOf(workbook)).contains(table);
        assertThat(TableWorkbook.baseOf(workbook)).contains(before.version());
        assertThat(workbook.length).isLessThan(40_000);
    }

    @Test
    void knowledge_of_written_workbooks_can_go_live() {
        var files = FILES;
        for (var table : Workbooks.names()) files = files.with(Workbooks.path(table), WRITTEN.get(table));
        var problems = new Problems();

        Playbook.read(files, problems)
                .ifPresent(playbook -> playbook.knowledge().retire());

        assertThat(problems.all()).isEmpty();
    }

    @Test
    void equal_contents_make_equal_bytes_whatever_the_looks_before() {
        var written = WRITTEN.get("lifecycle");
        var again = FILES.with(Workbooks.path("lifecycle"), written);

        assertThat(TableWorkbook.render(again, "lifecycle", Options.NONE)).isEqualTo(written);
    }

    @Test
    void only_data_can_be_edited_and_rows_can_be_added_deleted_and_sorted() throws IOException {
        try (var book = open(WRITTEN.get("lifecycle"))) {
            var sheet = book.getSheet("Lifecycle");

            assertThat(sheet.getProtect()).isTrue();
            assertThat(List.of(sheet.isInsertRowsLocked(), sheet.isDeleteRowsLocked(), sheet.isSortLocked()))
                    .containsOnly(false);
            assertThat(sheet.getRow(9).getCell(1).getCellStyle().getLocked()).isTrue();
            assertThat(sheet.getRow(10).getCell(1).getCellStyle().getLocked()).isFalse();
            assertThat(sheet.getColumnStyle(1).getLocked()).isFalse();
            assertThat(sheet.getColumnStyle(200).getLocked()).isFalse();
            assertThat(sheet.getRow(9).getRowStyle().getLocked()).isTrue();
            assertThat(sheet.getRow(8).getZeroHeight()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 10);
            assertThat(sheet.getRow(9).getCell(6).getCellComment().getString().getString())
                    .contains("0.7 and 70% are the same", "Blank: any value.");
        }
    }

    @Test
    void closed_sets_are_on_offer_and_lists_of_several_are_not_blocked() throws IOException {
        try (var book = open(WRITTEN.get("next-best-action"))) {
            var offers = book.getSheet("Candidates").getDataValidations();

            var lifecycle = offers.stream()
                    .filter(offer -> offer.getRegions().getCellRangeAddress(0).getFirstColumn() == 4)
                    .findFirst()
                    .orElseThrow();
            assertThat(lifecycle.getValidationConstraint().getExplicitListValues())
                    .contains("CHURNED", "AT_RISK");
            assertThat(lifecycle.getShowErrorBox()).isFalse();
            var membership = offers.stream()
                    .filter(offer -> offer.getRegions().getCellRangeAddress(0).getFirstColumn() == 9)
                    .findFirst()
                    .orElseThrow();
            assertThat(membership.getValidationConstraint().getExplicitListValues())
                    .contains("CHAMPIONS", "EXPANSION_READY");
            assertThat(membership.getShowErrorBox()).isTrue();
        }
    }

    @Test
    void a_long_set_of_values_stands_on_a_hidden_sheet() throws IOException {
        var knowledge = new EditedKnowledge();
        for (int i = 0; i < 40; i++) {
            knowledge.set("memberships", "Memberships", "A" + (15 + i), "more " + i);
            knowledge.set("memberships", "Memberships", "B" + (15 + i), i);
            knowledge.set("memberships", "Memberships", "H" + (15 + i), "A_LONG_MEMBERSHIP_" + i);
        }

        try (var book = open(TableWorkbook.render(knowledge.files(), "next-best-action", Options.NONE))) {
            assertThat(book.isSheetHidden(book.getSheetIndex("Lists"))).isTrue();
            assertThat(book.getName("values_1").getRefersToFormula()).startsWith("Lists!$A$1:$A$");
        }
    }

    @Test
    void more_cases_are_added_to_those_there_are() {
        var more = List.of(new Example("at the line", "Lifecycle", Map.of("tenureDays", 3, "activated", true), "new"));

        var workbook = TableWorkbook.render(FILES, "lifecycle", new Options(more));

        var added = TableDiff.between(contents("lifecycle"), contents("lifecycle", workbook));
        assertThat(added.text())
                .startsWith("Cases: row \"at the line\" (row")
                .contains("Sheet: Lifecycle", "tenureDays: 3", "activated: yes", "Expect: new");
        assertThat(added.changes()).hasSize(1);
        assertThat(TableWorkbook.baseOf(workbook))
                .contains(contents("lifecycle").version());
    }

    @Test
    void an_unknown_table_and_one_that_cant_be_read_are_refused() {
        assertThatThrownBy(() -> TableWorkbook.render(FILES, "astrology", Options.NONE))
                .hasMessage("there is no table \"astrology\"");
        var broken = FILES.with(Workbooks.path("rfm"), new byte[] {1});
        assertThatThrownBy(() -> TableWorkbook.render(broken, "rfm", Options.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void another_program_may_drop_the_properties_and_the_base_is_still_known() throws IOException {
        try (var book = open(WRITTEN.get("rfm"));
                var out = new ByteArrayOutputStream()) {
            book.getProperties()
                    .getCustomProperties()
                    .getUnderlyingProperties()
                    .setPropertyArray(
                            new org.openxmlformats.schemas.officeDocument.x2006.customProperties.CTProperty[0]);
            book.write(out);

            assertThat(CustomProperties.of(out.toByteArray())).isEmpty();
            assertThat(TableWorkbook.tableOf(out.toByteArray())).contains("rfm");
            assertThat(TableWorkbook.baseOf(out.toByteArray()))
                    .contains(contents("rfm").version());
        }
    }

    @Test
    void what_is_no_workbook_says_no_base() {
        assertThat(TableWorkbook.baseOf(new byte[] {1, 2, 3})).isEmpty();
        assertThat(TableWorkbook.tableOf(new byte[0])).isEmpty();
    }

    @Test
    void libreoffice_opens_and_saves_it_without_changing_what_it_says(@TempDir Path directory) throws Exception {
        var office = Path.of("/usr/bin/soffice");
        assumeTrue(Files.isExecutable(office), "LibreOffice is not here");
        var saved = directory.resolve("saved");
        for (var table : Workbooks.names()) Files.write(directory.resolve(table + ".xlsx"), WRITTEN.get(table));
        var command = new ArrayList<>(List.of(
                office.toString(),
                "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "xlsx",
                "--outdir",
                saved.toString()));
        Workbooks.names()
                .forEach(table -> command.add(directory.resolve(table + ".xlsx").toString()));

        var run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(run.waitFor(150, TimeUnit.SECONDS)).isTrue();

        for (var table : Workbooks.names()) {
            var content = Files.readAllBytes(saved.resolve(table + ".xlsx"));
            assertThat(contents(table, content).version())
                    .as(table)
                    .isEqualTo(contents(table).version());
            assertThat(CustomProperties.of(content))
                    .containsEntry(TableWorkbook.TABLE, table)
                    .containsEntry(TableWorkbook.BASE, contents(table).version());
        }
    }

    private static XSSFWorkbook open(byte[] workbook) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(workbook));
    }
}
