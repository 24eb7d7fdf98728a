package io.segue.publication;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that may come live.
 *
 * @param id        names it
 * @param table     the workbook's name without {@code .xlsx}
 * @param base      what the table said when the author downloaded it, by the version of its contents
 * @param hash      SHA-256 of its content, in hexadecimal
 * @param author    who made it, as the audit names callers
 * @param comment   what it is for; empty when the author did not say
 * @param createdAt when it was checked and kept
 * @param state     what became of it
 * @param endedAt   when it was published or withdrawn; null while it is open
 * @param endedBy   who did so; null while it is open
 * @param released  the release that it was published with; null if it was not
 * @param hints     what the check found odd; gaps, overlaps and failing cases first, with which it can be rehearsed but not
 *                  published
 */
public record Draft(
        String id,
        String table,
        String base,
        String hash,
        String author,
        String comment,
        Instant createdAt,
        State state,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Long released,
        List<Problem> hints) {
    /** What became of a draft. */
    public enum State {
        OPEN,
        PUBLISHED,
        WITHDRAWN
    }

    /** Where its file belongs. */
    public String path() {
        return KnowledgeFiles.pathOf(table);
    }
}
