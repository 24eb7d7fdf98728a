package io.segue.population;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of deciding about every user as of one instant.
 *
 * @param id         greater than that of every refresh asked for before; text in JSON
 * @param state      how far it is; only what one that is DONE found is seen
 * @param asOf       the instant as of which it decides, to the millisecond
 * @param done       users decided so far, failed ones among them and those who refuse profiling, who are in no result; from 0 again when
 *                   another member had to begin anew
 * @param total      users there are; 0 until they have been counted
 * @param startedAt  when it first began; null while it waits
 * @param finishedAt when it ended, in whatever way; null until then
 * @param errors     what went wrong: why it ended before its time, then the users' errors, each beginning with the id; of these at most
 *                   20, the last then saying how many more there are
 */
public record Refresh(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long id,
        State state,
        Instant asOf,
        int done,
        int total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<String> errors) {
    /** How far a refresh is. Only the results of one that is DONE are seen by anyone. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    public Refresh {
        errors = List.copyOf(errors);
    }

    /** Whether nothing will change anymore. */
    public boolean ended() {
        return state != State.QUEUED && state != State.RUNNING;
    }
}
