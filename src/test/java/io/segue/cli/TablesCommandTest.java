package io.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TablesCommandTest {
    private static final String LIFECYCLE = "decision-tables/lifecycle.xlsx";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final EditedKnowledge knowledge = new EditedKnowledge();

    @TempDir
    private Path directory;

    @Test
    void render_prints_a_workbook_as_text() {
        assertThat(run("render", LIFECYCLE)).isZero();

        assertThat(out.toString())
                .startsWith("lifecycle\n\n== At-risk signals (decision table)\n")
                .contains("\nHit policy: FIRST\n")
                .containsPattern("\nchurned +\\| 30 +\\| - ");
    }

    @Test
    void a_file_that_git_wrote_for_a_moment_is_still_known_as_its_table() throws IOException {
        var moment = directory.resolve("Ab3x9Z_contact-policy.xlsx");
        Files.copy(Path.of("decision-tables/contact-policy.xlsx"), moment);

        assertThat(run("render", moment.toString())).isZero();

        assertThat(out.toString()).startsWith("contact-policy\n").contains("== Contact policy (settings)");
    }

    @Test
    void what_cant_be_read_is_part_of_the_text() throws IOException {
        knowledge.cell("lifecycle", "Lifecycle", "B11", cell -> cell.setCellFormula("1+1"));

        assertThat(run("render", edited("lifecycle"))).isZero();

        assertThat(out.toString()).contains("! lifecycle.xlsx Lifecycle!B11: holds the formula =1+1");
    }

    @Test
    void render_to_writes_workbooks_anew_that_differ_in_nothing() {
        assertThat(run("render", "--to", directory.toString(), LIFECYCLE)).isZero();

        assertThat(run("diff", LIFECYCLE, directory.resolve("lifecycle.xlsx").toString()))
                .isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void diff_tells_changes_and_ends_with_one() throws IOException {
        knowledge.set("lifecycle", "Lifecycle", "B11", 45);

        assertThat(run("diff", LIFECYCLE, edited("lifecycle"))).isEqualTo(1);

        assertThat(out.toString()).isEqualTo("Lifecycle: row \"churned\" (row 11): Days idle, at least: 30 -> 45\n");
    }

    @Test
    void diff_tells_programs_in_json() throws IOException {
        knowledge.set("lifecycle", "Lifecycle", "B11", 45);

        assertThat(run("diff", "--json", LIFECYCLE, edited("lifecycle"))).isEqualTo(1);

        var change = JsonMapper.builder()
                .build()
                .readTree(out.toString())
                .path("changes")
                .path(0);
        assertThat(change.path("cell").asString("")).isEqualTo("B11");
        assertThat(change.path("after").asString("")).isEqualTo("45");
    }

    @Test
    void diff_compares_one_table() {
        assertThat(run("diff", LIFECYCLE, "decision-tables/rfm.xlsx")).isEqualTo(2);

        assertThat(err.toString()).contains("is of the table lifecycle", "of rfm; expected one table");
    }

    @Test
    void check_tells_every_problem_with_its_cell() throws IOException {
        knowledge.set("lifecycle", "Lifecycle", "B11", "thirty");
        knowledge.set("rfm", "Segments", "B11", "five");

        assertThat(run("check", edited("lifecycle"), edited("rfm"))).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "lifecycle.xlsx Lifecycle!B11: \"thirty\" can't be read",
                        "rfm.xlsx Segments!B11: \"five\" can't be read");
    }

    @Test
    void check_of_a_sound_table_says_nothing() {
        assertThat(run("check", LIFECYCLE)).isZero();

        assertThat(out.toString()).isEmpty();
    }

    @Test
    void check_tells_programs_in_json() throws IOException {
        knowledge.set("lifecycle", "Lifecycle", "B11", "thirty");

        assertThat(run("check", "--json", edited("lifecycle"))).isEqualTo(1);

        var problem = JsonMapper.builder().build().readTree(out.toString()).path(0);
        assertThat(problem.path("sheet").asString("")).isEqualTo("Lifecycle");
        assertThat(problem.path("cell").asString("")).isEqualTo("B11");
    }

    @Test
    void a_table_that_there_is_not_is_named_with_those_there_are() throws IOException {
        var stranger = directory.resolve("astrology.xlsx");
        Files.copy(Path.of("decision-tables/rfm.xlsx"), stranger);
        Files.write(
                stranger,
                new EditedKnowledge()
                        .workbook("rfm", book -> book.removeSheetAt(book.getSheetIndex("About")))
                        .workbook("rfm", book -> {
                            if (book.getProperties().getCustomProperties().contains("segue.table"))
                                book.getProperties()
                                        .getCustomProperties()
                                        .getProperty("segue.table")
                                        .setLpwstr("astrology");
                        })
                        .content("decision-tables/rfm.xlsx"));

        assertThat(run("check", stranger.toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains("is of the table \"astrology\", which there is not", "behavior, churn-risk");
    }

    @Test
    void a_missing_file_a_directory_and_another_format_are_told_plainly() throws IOException {
        var text = Files.writeString(directory.resolve("lifecycle.xlsx"), "not a workbook");

        assertThat(run("render", "nowhere.xlsx")).isEqualTo(2);
        assertThat(run("check", "decision-tables")).isEqualTo(2);
        assertThat(run("diff", LIFECYCLE, text.toString())).isEqualTo(2);
        assertThat(run("check", "--knowledge", directory.toString(), LIFECYCLE)).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "there is no file nowhere.xlsx",
                        "decision-tables is a directory; name the workbooks in it",
                        "is no .xlsx workbook; save it as",
                        "expected a directory with rules and decision-tables");
    }

    private String edited(String table) throws IOException {
        var file = directory.resolve(table + ".xlsx");
        Files.write(file, knowledge.content("decision-tables/" + table + ".xlsx"));
        return file.toString();
    }

    private int run(String... args) {
        var all = new String[args.length + 1];
        all[0] = "tables";
        System.arraycopy(args, 0, all, 1, args.length);
        return SegueCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
