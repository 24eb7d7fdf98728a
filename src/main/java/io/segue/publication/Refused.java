package io.segue.publication;

import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.util.List;

/** A draft that can't be rehearsed. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    Refused(Problems problems) {
        this(problems.all().stream().map(Problem::toString).toList());
    }

    Refused(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong with it. */
    List<String> problems() {
        return problems;
    }
}
