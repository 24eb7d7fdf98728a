package io.segue.publication;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of deciding about users with a draft of the knowledge beside the live one. Nobody is sent anything.
 *
 * @param id               greater than that of every rehearsal asked for before; text in JSON
 * @param draft            id of the draft
 * @param knowledge        version of the knowledge that the draft would make
 * @param state            how far it is; only one that is DONE has a report
 * @param asOf             the instant as of which it decides, to the millisecond
 * @param sample           at most so many users are decided on; null for everyone
 * @param days             for so many dates it counts who would be sent what, 1 to 28
 * @param timeLimitSeconds after which it ends without a report, counted from its start
 * @param done             users worked on so far, once for each of the dates
 * @param total            how many that will be, at most; 0 until they have been counted
 * @param queuedAt         when it was asked for
 * @param startedAt        when it began; null while it waits
 * @param finishedAt       when it ended, in whatever way; null until then
 * @param problems         why it ended without a report; empty while it did not, and when it was cancelled
 * @param report           what it found; null unless it is DONE
 */
public record Rehearsal(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long id,
        String draft,
        String knowledge,
        State state,
        Instant asOf,
        @Nullable Integer sample,
        int days,
        long timeLimitSeconds,
        int done,
        int total,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<String> problems,
        @Nullable RehearsalReport report) {
    /** How far a rehearsal is. */
    public enum State {
        /** It waits for others to end. */
        QUEUED,
        /** It compiles the draft, or decides. */
        RUNNING,
        /** It has a report. */
        DONE,
        /** The draft can't be compiled, or fails users, or does not end for one; or the process ended. */
        FAILED,
        /** Somebody wanted it no more. */
        CANCELLED,
        /** It took longer than it may. */
        TIMED_OUT
    }

    public Rehearsal {
        problems = List.copyOf(problems);
    }

    /** Whether nothing will change anymore. */
    public boolean ended() {
        return state != State.QUEUED && state != State.RUNNING;
    }

    /** The same without those users among what it found. */
    public Rehearsal without(Collection<String> userIds) {
        return new Rehearsal(
                id,
                draft,
                knowledge,
                state,
                asOf,
                sample,
                days,
                timeLimitSeconds,
                done,
                total,
                queuedAt,
                startedAt,
                finishedAt,
                RehearsalReport.withoutNames(problems, userIds),
                report == null ? null : report.without(userIds));
    }
}
