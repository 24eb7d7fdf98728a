package io.segue.publication;

import io.segue.tables.Problem;
import java.util.List;

/** Rules or decision tables that can't be used. */
public final class KnowledgeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public KnowledgeRefused(List<Problem> problems) {
        super(
                problems.size() == 1
                        ? "1 problem in rules and decision tables"
                        : problems.size() + " problems in rules and decision tables");
        this.problems = List.copyOf(problems);
    }

    /** All of them. */
    public List<Problem> problems() {
        return problems;
    }
}
