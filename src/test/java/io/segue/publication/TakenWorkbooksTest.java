package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Decision;
import io.segue.decisions.Evaluation;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.support.EditedKnowledge;
import io.segue.support.Zips;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;

/** Clumsy workbooks that are taken, and what they mean then; and text that would be code elsewhere, which stays text. */
class TakenWorkbooksTest {
    private static final Path MARKER = Path.of(System.getProperty("java.io.tmpdir"), "segue-taken-ran");
    private static final String TOUCH = "new java.io.FileOutputStream(\"" + MARKER + "\")";
    private static final KnowledgeFiles LIVE = KnowledgeFiles.under(Path.of("").toAbsolutePath());

    @Test
    void formats_comments_links_and_rich_text_change_nothing() {
        var content = new EditedKnowledge()
                .set("churn-risk", "Usage decline", "B11", "0.7")
                .workbook("churn-risk", book -> {
                    format(book.getSheet("Usage decline"), "B12", "0%");
                    format(book.getSheet("Usage decline"), "B13", "# ?/?");
                    format(book.getSheet("Billing"), "D11", "#,##0.00");
                    var name = book.getSheet("Usage decline").getRow(10).getCell(0);
                    var text = book.getCreationHelper().createRichTextString("steep");
                    var bold = book.createFont();
                    bold.setBold(true);
                    text.applyFont(1, 3, bold);
                    name.setBlank();
                    name.setCellValue(text);
                    var link =
                            book.getCreationHelper().createHyperlink(org.apache.poi.common.usermodel.HyperlinkType.URL);
                    link.setAddress("http://localhost/");
                    name.setHyperlink(link);
                    book.getSheet("About").getRow(1).getCell(0).setCellValue("=cmd|' /C calc'!A0 " + TOUCH);
                    book.createName().setNameName("elsewhere");
                    book.getName("elsewhere").setRefersToFormula("'[1]Other'!$A$1");
                    book.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
                })
                .content(KnowledgeFiles.pathOf("churn-risk"));

        var checked = Check.check(LIVE, "churn-risk", content);

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.hints()).isEmpty();
        var playbook = playbook(checked);
        assertThat(decide(playbook, Map.of("metrics", Map.of("usageDecline", 0.7)))
                        .scores()
                        .churnRisk()
                        .components())
                .containsEntry("usageDecline", 30);
        checked.retire();
        assertThat(MARKER).doesNotExist();
    }

    @Test
    void text_that_is_code_elsewhere_is_said_as_it_was_typed() {
        var message = "\"); " + TOUCH + "; // \\u0022 /* @(x) =1+1";
        var content = new EditedKnowledge()
                .set("upgrade-message", "Upgrade message", "D15", message)
                .set("upgrade-message", "Upgrade message", "E15", "'); " + TOUCH + "; ('")
                .set("upgrade-message", "Cases", "A2", "*/ " + TOUCH)
                .content(KnowledgeFiles.pathOf("upgrade-message"));

        var checked = Check.check(LIVE, "upgrade-message", content);

        assertThat(checked.problems()).isEmpty();
        var said = decide(playbook(checked), Map.of()).actions().upgradeMessage();
        assertThat(said).isNotNull();
        assertThat(said.message()).isEqualTo(message);
        checked.retire();
        assertThat(MARKER).doesNotExist();
    }

    /** Whatever a cell looks like, whether its text lies in it or in the list of shared texts is the program's affair. */
    @Test
    void blank_cells_that_are_only_formatted_are_no_data() {
        var content = Zips.rewritten(
                new EditedKnowledge().content(KnowledgeFiles.pathOf("engagement")),
                "xl/worksheets/sheet2.xml",
                xml -> xml.replace("</sheetData>", "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row></sheetData>"));

        var checked = Check.check(LIVE, "engagement", content);

        assertThat(checked.problems()).isEmpty();
        checked.retire();
    }

    @Test
    void a_conclusion_that_nobody_asks_for_any_more_is_a_hint() {
        var content = new EditedKnowledge()
                .set("sales-tier", "Enterprise signals", "B11", "LARGE")
                .content(KnowledgeFiles.pathOf("sales-tier"));
        var asksForSomethingElse = Check.check(LIVE, "sales-tier", content);
        assertThat(asksForSomethingElse.problems())
                .extracting(Problem::toString)
                .anyMatch(problem -> problem.startsWith(
                        "sales-tier.xlsx Enterprise signals!B11: asks for \"LARGE\", which no row or rule concludes"));

        var noMore = Check.check(
                LIVE,
                "email-campaign",
                new EditedKnowledge()
                        .set("email-campaign", "Campaign", "B12", "ENGAGED")
                        .set("email-campaign", "Cases", "C3", "NEW")
                        .content(KnowledgeFiles.pathOf("email-campaign")));
        noMore.retire();
        assertThat(noMore.problems().isEmpty() ? noMore.hints() : noMore.problems())
                .isNotEmpty();
    }

    @Test
    void a_workbook_of_no_table_is_refused() {
        assertThat(Check.check(LIVE, "no-such-table", new byte[0]).problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("no-such-table.xlsx: is no table");
    }

    @Test
    void boundary_cases_of_every_table_are_answered_as_the_live_tables_answer_them() {
        var gate = Check.gate(LIVE);
        var knowledge = playbook(gate).knowledge();

        var lifecycle = BoundaryCases.of("lifecycle.xlsx", knowledge);

        assertThat(lifecycle)
                .contains(new BoundaryCases.Example(
                        "churned: on the line", "Lifecycle", Map.of("daysSinceLastActive", 30), "churned"))
                .anyMatch(example -> example.name().equals("churned: just off on Days idle")
                        && example.given().equals(Map.of("daysSinceLastActive", 29)))
                .anyMatch(example -> example.name().equals("fewer sessions: on the line"));
        for (var table : knowledge.tables()) {
            var examples = BoundaryCases.of(table.sheet().workbook(), knowledge);
            // a case on one row's line is often the one just off another's, and stands there once
            if (table.rules().stream().anyMatch(rule -> !rule.always()))
                assertThat(examples).as(table.sheet().name()).anyMatch(example -> example.sheet()
                        .equals(table.sheet().name()));
        }
        gate.retire();
    }

    private static Playbook playbook(Checked checked) {
        var playbook = checked.playbook();
        if (playbook == null) throw new AssertionError(checked.problems().toString());
        return playbook;
    }

    private static Decision decide(Playbook playbook, Map<String, Object> facts) {
        var request = new HashMap<>(facts);
        request.put("userId", "u1");
        return Reasoner.decide(Evaluation.read(request, Instant.EPOCH), playbook);
    }

    private static void format(Sheet sheet, String address, String format) {
        var style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        EditedKnowledge.cellOf(sheet, address).setCellStyle(style);
    }
}
