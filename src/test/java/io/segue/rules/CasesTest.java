package io.segue.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The examples beside every rule and in every workbook, run on what they are examples of. */
class CasesTest {
    private static final Path HOME = Path.of("");
    private static final KnowledgeFiles FILES = KnowledgeFiles.under(HOME.toAbsolutePath());
    private static Knowledge knowledge;

    @BeforeAll
    static void compile() {
        var problems = new Problems();
        var compiled = KnowledgeCompiler.compile(FILES, problems);
        assertThat(problems.all()).isEmpty();
        knowledge = compiled.orElseThrow();
    }

    @AfterAll
    static void retire() {
        knowledge.retire();
    }

    @TestFactory
    Stream<DynamicContainer> every_row_of_a_table_keeps_its_cases() {
        var problems = new Problems();
        return FILES.matching("decision-tables/", ".xlsx").keySet().stream()
                .map(path -> FILES.workbook(Path.of(path).getFileName().toString(), problems)
                        .orElseThrow())
                .filter(workbook -> knowledge.tables().stream()
                        .anyMatch(table -> table.sheet().workbook().equals(workbook.name())))
                .map(workbook -> {
                    var cases = Cases.of(workbook, knowledge, problems);
                    var rows = knowledge.tables().stream()
                            .filter(table -> table.sheet().workbook().equals(workbook.name()))
                            .flatMap(table -> table.rules().stream())
                            .map(rule -> rule.name());
                    var exampled = cases.stream()
                            .flatMap(example -> example.expect().stream()
                                    .map(row -> workbook.name().replace(".xlsx", "") + "/"
                                            + example.table().sheet().name() + "/" + row))
                            .toList();
                    return dynamicContainer(
                            workbook.name(),
                            Stream.concat(
                                    Stream.of(dynamicTest(
                                            "every row has a case that expects it",
                                            () -> assertThat(exampled).containsAll(rows.toList()))),
                                    cases.stream()
                                            .map(example -> dynamicTest(
                                                    example.table().sheet().name() + ": " + example.name(), () -> {
                                                        var wrong = new Problems();
                                                        assertThat(Cases.run(example, knowledge, wrong))
                                                                .isEqualTo(example.expect());
                                                        assertThat(problems.all())
                                                                .isEmpty();
                                                    }))));
                });
    }

    @TestFactory
    Stream<DynamicContainer> every_rule_of_a_file_keeps_its_cases() {
        return knowledge.rules().stream()
                .filter(rule -> rule.source().sheet() == null)
                .map(rule -> {
                    var cases = cases(rule);
                    assertThat(cases)
                            .as("cases beside %s, one that fires and one that does not", rule.name())
                            .anyMatch(example -> example.get("fires").equals(true))
                            .anyMatch(example -> example.get("fires").equals(false));
                    return dynamicContainer(
                            rule.name(),
                            cases.stream()
                                    .map(example -> dynamicTest(String.valueOf(example.get("name")), () -> assertThat(
                                                    Cases.fires(rule, given(example), knowledge))
                                            .isEqualTo(example.get("fires")))));
                });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> given(Map<String, Object> example) {
        return (Map<String, Object>) example.get("given");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases(Rule rule) {
        var file = HOME.resolve(rule.source().file().replace(".drl", ".cases.yaml"));
        try (var text = Files.newInputStream(file)) {
            return (List<Map<String, Object>>)
                    new Yaml().<Map<String, Object>>load(text).get("cases");
        } catch (IOException e) {
            throw new AssertionError("no cases beside " + rule.source().file(), e);
        }
    }
}
