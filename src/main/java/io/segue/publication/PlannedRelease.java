package io.segue.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release that waits for its instant.
 *
 * @param id        names it
 * @param at        when it is due
 * @param by        who asked for it
 * @param createdAt when
 * @param wish      what is to be published
 * @param state     what became of it
 * @param endedAt   when it ended; null before
 * @param outcome   what came of it, in a sentence; null before it ended
 */
public record PlannedRelease(
        String id,
        Instant at,
        String by,
        Instant createdAt,
        ReleaseWish wish,
        State state,
        @Nullable Instant endedAt,
        @Nullable String outcome) {
    /** What became of a planned release. */
    public enum State {
        WAITING,
        DONE,
        /** It could not be published; nothing was changed. */
        FAILED,
        CANCELLED
    }
}
