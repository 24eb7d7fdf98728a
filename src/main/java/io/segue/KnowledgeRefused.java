package io.segue;

import io.segue.tables.Problem;
import java.util.List;

/** Rules or decision tables that can't be used; the service does not start with them. */
final class KnowledgeRefused extends RuntimeException {
    private final transient List<Problem> problems;

    KnowledgeRefused(List<Problem> problems) {
        super(problems.size() + " problems in rules and decision tables");
        this.problems = problems;
    }

    List<Problem> problems() {
        return problems;
    }
}
