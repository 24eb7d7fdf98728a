package io.segue.publication;

import io.segue.decisions.Playbook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking knowledge before it may decide.
 *
 * @param problems  all that keeps it from going live; empty when it may
 * @param uncovered gaps, overlaps and failing cases, where they were set apart from the problems: with any it can be rehearsed, but not go
 *                  live
 * @param hints     what is worth a look and keeps nothing back
 * @param candidate the files that would be live; null when there is no such table
 * @param playbook  compiled from them, for the caller to retire; null when there are problems
 */
public record Checked(
        List<Problem> problems,
        List<Problem> uncovered,
        List<Problem> hints,
        @Nullable KnowledgeFiles candidate,
        @Nullable Playbook playbook) {
    public Checked {
        problems = List.copyOf(problems);
        uncovered = List.copyOf(uncovered);
        hints = List.copyOf(hints);
    }

    /** Whether it may go live. */
    public boolean passed() {
        return problems.isEmpty() && uncovered.isEmpty();
    }

    /** Frees what was compiled, when nobody is going to decide with it. */
    public void retire() {
        if (playbook != null) playbook.knowledge().retire();
    }
}
