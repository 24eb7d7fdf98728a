package io.segue.publication;

import static io.segue.publication.Workbooks.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.publication.TableContents.Kind;
import io.segue.support.EditedKnowledge;
import io.segue.tables.Problems;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableContentsTest {
    private final EditedKnowledge knowledge = new EditedKnowledge();

    @ParameterizedTest
    @MethodSource("io.segue.publication.Workbooks#tables")
    void every_column_of_every_table_is_understood(String table) {
        var contents = contents(table);

        assertThat(contents.sheets()).isNotEmpty();
        for (var sheet : contents.sheets()) {
            assertThat(sheet.rows()).as(sheet.name()).isNotEmpty();
            if (sheet.kind() == Kind.DECISION)
                assertThat(sheet.columns()).as(sheet.name()).allMatch(column -> switch (column.role()) {
                    case CONDITION -> column.operand() != null;
                    case CONCLUSION -> column.output() != null;
                    default -> true;
                });
        }
    }

    @Test
    void a_table_is_told_as_aligned_text_with_what_is_hidden() {
        var text = contents("sales-tier").text();

        assertThat(text).contains("""
                == Enterprise signals (decision table)
                RuleSet: io.segue.tables.sales_tier
                Import: io.segue.facts.Scores
                Variables: io.segue.rules.Conclusions conclusions
                Decision: enterpriseSignals
                Hit policy: COLLECT AT LEAST 1
                RuleTable: Enterprise signals
                Reads: Scores
                Name          | Company size, one of  | Acts of administration in 14 days, at least | Signal
                NAME          | companySizeSegment in | metrics.admin14d >=                         | = signal
                large company | ENTERPRISE            | -                                           | size
                administers   | -                     | 1                                           | administration
                """);
    }

    @Test
    void looks_make_no_other_version() {
        var before = contents("lifecycle");

        knowledge.sheet("lifecycle", "Lifecycle", sheet -> {
            var style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("0.00%"));
            sheet.getRow(10).getCell(1).setCellStyle(style);
            sheet.setColumnWidth(1, 99 * 256);
            sheet.createRow(400).createCell(1).setBlank();
        });
        knowledge.set("lifecycle", "Lifecycle", "B11", "30");
        knowledge.set("lifecycle", "Lifecycle", "A11", " churned ");
        knowledge.set("lifecycle", "About", "A2", "Something else");

        assertThat(contents(knowledge, "lifecycle").version()).isEqualTo(before.version());
        assertThat(contents(knowledge, "lifecycle").text()).isEqualTo(before.text());
    }

    @Test
    void a_value_makes_another_version() {
        knowledge.set("lifecycle", "Lifecycle", "B11", 31);

        assertThat(contents(knowledge, "lifecycle").version())
                .matches("[0-9a-f]{12}")
                .isNotEqualTo(contents("lifecycle").version());
    }

    @ParameterizedTest
    @CsvSource({
        "lifecycle, Lifecycle, 10, true",
        "lifecycle, At-risk signals, 10, false",
        "engagement, Tiers, 10, false",
        "next-best-action, Candidates, 10, false",
        "features, Features, 1, false",
        "firmographics, Role, 1, false",
        "lifecycle, Cases, 1, false",
    })
    void the_order_of_rows_counts_only_where_the_topmost_is_taken(String table, String sheet, int row, boolean counts) {
        knowledge.sheet(table, sheet, found -> swap(found, row));

        assertThat(contents(knowledge, table).version().equals(contents(table).version()))
                .isEqualTo(!counts);
    }

    @Test
    void what_is_no_workbook_has_no_contents() {
        var problems = new Problems();

        assertThat(TableContents.read("lifecycle", new byte[] {1, 2, 3}, problems)
                        .sheets())
                .isEmpty();
        assertThat(problems.all()).hasSize(1);
    }

    private static void swap(Sheet sheet, int index) {
        var first = sheet.getRow(index);
        var second = sheet.getRow(index + 1);
        for (int column = 0; column < Math.max(first.getLastCellNum(), second.getLastCellNum()); column++) {
            var one = cell(first, column);
            var other = cell(second, column);
            var kept = value(one);
            write(one, value(other));
            write(other, kept);
        }
    }

    private static org.apache.poi.ss.usermodel.Cell cell(org.apache.poi.ss.usermodel.Row row, int column) {
        return row.getCell(column, org.apache.poi.ss.usermodel.Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
    }

    private static Object value(org.apache.poi.ss.usermodel.Cell cell) {
        return switch (cell.getCellType()) {
            case NUMERIC -> cell.getNumericCellValue();
            case STRING -> cell.getStringCellValue();
            default -> "";
        };
    }

    private static void write(org.apache.poi.ss.usermodel.Cell cell, Object value) {
        cell.setBlank();
        if (value instanceof Double number) cell.setCellValue(number);
        else if (!value.equals("")) cell.setCellValue(value.toString());
    }
}
