package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.segue.decisions.Playbook;
import io.segue.publication.Check;
import io.segue.publication.Checked;
import io.segue.support.EditedKnowledge;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples beside every rule and in every workbook, run on what they are examples of. */
class CasesTest {
    private static final KnowledgeFiles FILES = KnowledgeFiles.under(Path.of("").toAbsolutePath());
    private static Checked checked;

    @BeforeAll
    static void check() {
        checked = Check.gate(FILES);
    }

    @AfterAll
    static void retire() {
        checked.retire();
    }

    @Test
    void every_case_of_the_checkout_holds() {
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.hints()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_row_of_a_table_has_a_case_that_expects_it() {
        var playbook = checked.playbook();
        assertThat(playbook).isNotNull();
        return playbook.knowledge().tables().stream()
                .map(table -> dynamicTest(
                        table.sheet().workbook() + " " + table.sheet().name(), () -> {
                            var expected = new HashSet<String>();
                            for (var example : cases(playbook, table.sheet().workbook()))
                                if (example.table() == table) expected.addAll(example.expect());
                            assertThat(expected)
                                    .containsAll(table.rules().stream()
                                            .map(Rule::rowName)
                                            .toList());
                        }));
    }

    @Test
    void a_case_of_a_rule_file_that_fails_is_told_with_its_line() {
        var file = "rules/memberships/champions.cases.yaml";
        var knowledge = new EditedKnowledge();
        knowledge.put(file, knowledge.files().text(file).orElseThrow().replaceFirst("fires: true", "fires: false"));

        assertThat(told(knowledge))
                .contains(file
                        + " line 2: the case \"uses much and brings others\" expects that \"memberships/champions\""
                        + " does not fire, and it does");
        assertThat(told(new EditedKnowledge().remove(file)))
                .anyMatch(problem -> problem.startsWith(file + ": is missing beside its rule"));
    }

    private static List<String> told(EditedKnowledge knowledge) {
        var result = Check.gate(knowledge.files());
        result.retire();
        return result.problems().stream().map(Problem::toString).toList();
    }

    private static List<Cases.Case> cases(Playbook playbook, String workbook) {
        var problems = new Problems();
        return Cases.of(
                FILES.workbook(workbook, problems).orElseThrow(),
                playbook.knowledge().tables(),
                problems);
    }
}
