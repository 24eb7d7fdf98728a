package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Decision;
import io.segue.decisions.Evaluation;
import io.segue.decisions.Playbook;
import io.segue.decisions.Reasoner;
import io.segue.support.EditedKnowledge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells are values: code typed into them is refused or taken as the text that it is, and never runs. */
class CodeInCellsTest {
    private static final Path MARKER = Path.of(System.getProperty("java.io.tmpdir"), "segue-code-in-cells-ran");
    private static final String TOUCH = "new java.io.File(\"" + MARKER + "\").createNewFile()";

    @TempDir
    private Path directory;

    /** Texts that end a literal, a call, a pattern or a rule somewhere between a cell and the compiler. */
    static Stream<String> texts() {
        return Stream.of(
                "0, eval(" + TOUCH + ")",
                "0 || eval(" + TOUCH + ")",
                "\"" + TOUCH + "\"",
                "\" || " + TOUCH + " || \"",
                "\"); " + TOUCH + "; (\"",
                "'); " + TOUCH + "; ('",
                "$param",
                "$1",
                "${" + TOUCH + "}",
                "@{" + TOUCH + "}",
                "#{T(java.lang.Runtime)}",
                "=" + TOUCH,
                "dev \"ops\" $param \\ ünïcode 日本",
                "\\",
                "\\\"",
                "\\u0022 || " + TOUCH + " || \\u0022",
                "\\u000a end",
                "a\nend\nrule \"x\" when then " + TOUCH + "; end",
                "ends with ...",
                "...",
                "a;b",
                "# comment",
                "// comment",
                "/* comment",
                "*/",
                "null",
                "true",
                "( " + TOUCH + " )",
                "\u201ccurly\u201d",
                "\ud83d\ude80",
                "x".repeat(100),
                "x".repeat(32_000));
    }

    /** Every third; the rest stands in a condition below, and all of them take minutes. */
    static Stream<String> some() {
        var texts = texts().toList();
        return IntStream.range(0, texts.size()).filter(i -> i % 3 == 0).mapToObj(texts::get);
    }

    @ParameterizedTest
    @MethodSource("some")
    void text_in_any_cell_is_refused_there_or_stays_text(String text) {
        assertThat(MARKER).doesNotExist();
        var refused = new EditedKnowledge();
        PLACES.forEach(place -> refused.set(place.workbook, place.sheet, place.cell, text));
        var told = refused.problems();
        assertThat(told)
                .as("what no text can be")
                .anyMatch(problem -> problem.startsWith("engagement.xlsx Frequency!B11: "))
                .anyMatch(problem -> problem.startsWith("rfm.xlsx Monetary!B11: "))
                .anyMatch(problem -> problem.startsWith("next-best-action.xlsx Candidates!O12: "));
        var playbook = withoutRefused(told, text).playbook();
        decide(playbook, Map.of("traits", Map.of("role", "designer")));
        playbook.knowledge().retire();
        assertThat(MARKER).doesNotExist();
    }

    /** The text where it is not refused; some checks look only at what the others let pass. */
    private static EditedKnowledge withoutRefused(List<String> told, String text) {
        var taken = new ArrayList<>(PLACES);
        for (var refused = told; !refused.isEmpty(); ) {
            var problems = refused;
            assertThat(taken.removeIf(place -> problems.stream().anyMatch(place::isIn)))
                    .as("each is told of a place: %s", problems)
                    .isTrue();
            var knowledge = new EditedKnowledge();
            taken.forEach(place -> knowledge.set(place.workbook, place.sheet, place.cell, text));
            refused = knowledge.problems();
            if (refused.isEmpty()) return knowledge;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void a_condition_on_text_matches_exactly_that_text() {
        var knowledge = new EditedKnowledge();
        var texts = texts().filter(text -> text.length() <= 100).toList();
        knowledge.sheet("onboarding", "Onboarding path", sheet -> {
            EditedKnowledge.emptied(sheet, "B9").setCellValue("traits.role == $param");
            for (int i = 0; i < texts.size(); i++) {
                int row = 11 + i;
                EditedKnowledge.emptied(sheet, "A" + row).setCellValue("text " + i);
                EditedKnowledge.emptied(sheet, "B" + row).setCellValue(texts.get(i));
                EditedKnowledge.emptied(sheet, "C" + row).setCellValue("TEXT_" + i);
                EditedKnowledge.emptied(sheet, "D" + row).setCellValue("step");
                EditedKnowledge.emptied(sheet, "E" + row).setCellValue("first");
            }
            int last = 11 + texts.size();
            EditedKnowledge.emptied(sheet, "A" + last).setCellValue("anyone else");
            EditedKnowledge.emptied(sheet, "C" + last).setCellValue("ELSE");
            EditedKnowledge.emptied(sheet, "D" + last).setCellValue("step");
            EditedKnowledge.emptied(sheet, "E" + last).setCellValue("first");
        });
        var playbook = knowledge.playbook();

        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            assertThat(path(playbook, text)).as(text).isEqualTo("TEXT_" + i);
            for (var near : List.of(text + " ", " " + text, text + "x", text.toUpperCase(Locale.ROOT) + "\u0301"))
                assertThat(path(playbook, near)).as(near).isEqualTo("ELSE");
            if (text.contains("\\u0022"))
                assertThat(path(playbook, text.replace("\\u0022", "\""))).isNotEqualTo("TEXT_" + i);
        }
        for (var other : List.of("", " ", "x", "x".repeat(99), "x".repeat(101), "\"", "dev", "$", "param"))
            assertThat(path(playbook, other)).as(other).isEqualTo("ELSE");
        assertThat(MARKER).doesNotExist();
        playbook.knowledge().retire();
    }

    @Test
    void one_of_several_texts_and_a_milestone_match_exactly_too() {
        var odd = "dev \"ops\" $param \\ ünïcode 日本";
        var knowledge = new EditedKnowledge()
                .set("onboarding", "Onboarding path", "B11", "designer, " + odd + ", $1")
                .set("onboarding", "Onboarding path", "F7", "CONDITION")
                .set("onboarding", "Onboarding path", "F9", "traits.useCase in $param")
                .set("onboarding", "Onboarding path", "F12", odd)
                .set("onboarding", "Onboarding path", "B8", "Standing")
                .set("milestones", "Milestones", "B11", odd);
        var playbook = knowledge.playbook();

        assertThat(path(playbook, odd)).isEqualTo("DESIGN_WORKSPACE");
        assertThat(path(playbook, "$1")).isEqualTo("DESIGN_WORKSPACE");
        assertThat(path(playbook, "ops")).isEqualTo("GENERAL_WITH_ROLE_PICKER");
        assertThat(path(playbook, "developer")).isEqualTo("GENERAL_WITH_ROLE_PICKER");
        assertThat(reached(playbook, odd)).isPositive();
        assertThat(reached(playbook, "dev \"ops\" $param \\\\ ünïcode 日本")).isZero();
        playbook.knowledge().retire();
    }

    /** Names of sheets and workbooks had stood in the generated rules as they are, where a quote ends the rule's name. */
    @Test
    void a_sheet_or_a_workbook_whose_name_could_be_code_is_refused() {
        for (var name : List.of(
                "x\" when then " + TOUCH + "; end rule \"y",
                "a\"b",
                "a$param",
                "back\\slash",
                "ends...",
                "semi;colon")) {
            var sheet = new EditedKnowledge();
            // what POI refuses to write, a file can still hold
            sheet.workbook(
                    "onboarding",
                    book -> book.getCTWorkbook().getSheets().getSheetArray(1).setName(name));
            assertThat(sheet.problems())
                    .as(name)
                    .anyMatch(problem -> problem.startsWith("onboarding.xlsx ") && problem.contains("name"));
            if (name.endsWith("...")) continue; // .xlsx follows
            var workbook = new EditedKnowledge()
                    .put(
                            "decision-tables/" + name + ".xlsx",
                            new EditedKnowledge().content("decision-tables/onboarding.xlsx"))
                    .remove("decision-tables/onboarding.xlsx");
            assertThat(workbook.problems())
                    .as(name)
                    .anyMatch(problem -> problem.startsWith(name + ".xlsx") && problem.contains("name"));
        }
        assertThat(MARKER).doesNotExist();
    }

    @Test
    void a_sheet_may_be_named_in_any_language() {
        var knowledge = new EditedKnowledge()
                .workbook("onboarding", book -> book.setSheetName(1, "Für Neue (日本), 2. & letzte"));
        var decision = decide(knowledge, Map.of("role", "designer"));

        assertThat(decision.why()).anyMatch(reason -> "Für Neue (日本), 2. & letzte"
                .equals(reason.source().sheet()));
    }

    @Test
    void functions_queries_and_imports_of_a_sheet_are_not_taken_over() {
        var knowledge = new EditedKnowledge()
                .set("onboarding", "Onboarding path", "B1", "x; function void f() { " + TOUCH + "; }")
                .set("onboarding", "Onboarding path", "B2", "java.io.File; function void f() { " + TOUCH + "; }")
                .set("onboarding", "Onboarding path", "B3", "int x = " + TOUCH)
                .set("onboarding", "Onboarding path", "A6", "RuleTable x\" when then " + TOUCH + "; end")
                .set("onboarding", "Onboarding path", "C1", "Functions")
                .set("onboarding", "Onboarding path", "C2", "function void f() { " + TOUCH + "; }");

        decide(knowledge, Map.of("role", "designer"));

        assertThat(MARKER).doesNotExist();
    }

    @Test
    void large_and_negative_numbers_are_compared_as_numbers() {
        var knowledge = new EditedKnowledge()
                .set("firmographics", "Value tier", "B11", 1e12)
                .set("firmographics", "Value tier", "D12", 1e12)
                .set("firmographics", "Value tier", "B12", 5_000_000_000.5)
                .set("firmographics", "Value tier", "D13", 5_000_000_000.5);
        var playbook = knowledge.playbook();

        assertThat(valueTier(playbook, 1e12)).isEqualTo("ENTERPRISE");
        assertThat(valueTier(playbook, 1e12 - 1)).isEqualTo("MID_MARKET");
        assertThat(valueTier(playbook, 5_000_000_000.5)).isEqualTo("MID_MARKET");
        assertThat(valueTier(playbook, 5_000_000_000.4)).isEqualTo("SMB");
        assertThat(valueTier(playbook, 2_500_000_000.0)).isEqualTo("SMB");
        assertThat(valueTier(playbook, 0)).isEqualTo("NON_PAYING");
        playbook.knowledge().retire();
    }

    private static String valueTier(Playbook playbook, double arr) {
        return decide(playbook, Map.of("traits", Map.of("arr", arr))).segments().valueTier();
    }

    private static int reached(Playbook playbook, String milestone) {
        return decide(playbook, Map.of("milestones", List.of(milestone)))
                .scores()
                .activation()
                .value();
    }

    private static String path(Playbook playbook, String role) {
        return decide(playbook, Map.of("traits", Map.of("role", role)))
                .actions()
                .onboardingPath()
                .key();
    }

    private static Decision decide(EditedKnowledge knowledge, Map<String, Object> traits) {
        var playbook = knowledge.playbook();
        try {
            return decide(playbook, Map.of("traits", traits));
        } finally {
            playbook.knowledge().retire();
        }
    }

    private static Decision decide(Playbook playbook, Map<String, Object> facts) {
        var request = new java.util.HashMap<>(facts);
        request.put("userId", "u1");
        return Reasoner.decide(Evaluation.read(request, Instant.EPOCH), playbook);
    }

    private record Place(String workbook, String sheet, String cell) {
        boolean isIn(String problem) {
            return problem.startsWith(workbook + ".xlsx " + sheet + "!" + cell + ":")
                    // what keeps a row from being as the others need it is told at another cell of it
                    || problem.matches(
                            "(?s)\\Q%s.xlsx %s!\\E[A-Z]+%s: .*".formatted(workbook, sheet, cell.substring(1)));
        }
    }

    private static final List<Place> PLACES = List.of(
            new Place("engagement", "Frequency", "B11"),
            new Place("engagement", "Frequency", "D11"),
            new Place("engagement", "Frequency", "A12"),
            new Place("engagement", "Frequency", "B10"),
            new Place("firmographics", "Value tier", "B11"),
            new Place("firmographics", "Role", "A2"),
            new Place("firmographics", "Region", "B2"),
            new Place("rfm", "Monetary", "B11"),
            new Place("milestones", "Milestones", "B11"),
            new Place("behavior", "Behavior", "K11"),
            new Place("onboarding", "Onboarding path", "A11"),
            new Place("onboarding", "Onboarding path", "B11"),
            new Place("onboarding", "Onboarding path", "C11"),
            new Place("onboarding", "Onboarding path", "D11"),
            new Place("onboarding", "Onboarding path", "E11"),
            new Place("upgrade-message", "Upgrade message", "E11"),
            new Place("email-campaign", "Campaign", "B11"),
            new Place("email-campaign", "Campaign", "E11"),
            new Place("next-best-action", "Candidates", "C12"),
            new Place("next-best-action", "Candidates", "M12"),
            new Place("next-best-action", "Candidates", "O12"),
            new Place("features", "Features", "A2"),
            new Place("features", "Features", "B2"),
            new Place("features", "Features", "E2"),
            new Place("product", "Product", "A2"),
            new Place("contact-policy", "Contact policy", "F2"));
}
