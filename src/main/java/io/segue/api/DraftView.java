package io.segue.api;

import io.segue.publication.Draft;
import io.segue.tables.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that may come live.
 *
 * @param id        names it
 * @param table     name of the table
 * @param base      what the table said when it was downloaded
 * @param author    who made it, such as {@code key:ID}
 * @param comment   what it is for; empty when the author did not say
 * @param createdAt when it was checked and kept
 * @param state     what became of it
 * @param endedAt   when it was published or withdrawn; null while it is open
 * @param endedBy   who did so; null while it is open
 * @param release   the release that it was published with; null if it was not
 * @param hints     what is odd about it, without being wrong
 */
record DraftView(
        String id,
        String table,
        String base,
        String author,
        String comment,
        Instant createdAt,
        Draft.State state,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Long release,
        List<Problem> hints) {
    static DraftView of(Draft draft) {
        return new DraftView(
                draft.id(),
                draft.table(),
                draft.base(),
                draft.author(),
                draft.comment(),
                draft.createdAt(),
                draft.state(),
                draft.endedAt(),
                draft.endedBy(),
                draft.released(),
                draft.hints());
    }
}
