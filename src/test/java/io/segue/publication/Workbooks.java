package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.support.EditedKnowledge;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The workbooks of the checkout, for tests. */
final class Workbooks {
    static final KnowledgeFiles FILES = KnowledgeFiles.under(Path.of("").toAbsolutePath());

    private Workbooks() {}

    static Stream<String> tables() {
        return names().stream();
    }

    static List<String> names() {
        return FILES.matching("decision-tables/", ".xlsx").keySet().stream()
                .map(path -> path.replace("decision-tables/", "").replace(".xlsx", ""))
                .toList();
    }

    static byte[] bytes(String table) {
        return FILES.matching(path(table), "").get(path(table));
    }

    static TableContents contents(String table) {
        return contents(table, bytes(table));
    }

    static TableContents contents(EditedKnowledge edited, String table) {
        return contents(table, edited.content(path(table)));
    }

    static TableContents contents(String table, byte[] workbook) {
        var problems = new Problems();
        var contents = TableContents.read(table, workbook, problems);
        assertThat(problems.all()).isEmpty();
        return contents;
    }

    static String path(String table) {
        return "decision-tables/" + table + ".xlsx";
    }
}
