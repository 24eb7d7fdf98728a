package io.segue.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where rehearsals and their reports are kept for good. Each method is one transaction. Safe for use by many threads. */
public interface RehearsalStore {
    /**
     * A new one that waits; its id is given to it.
     *
     * @param member by which it is to be done
     */
    Rehearsal queue(Rehearsal wanted, String member);

    /** The rehearsal of that id. */
    Optional<Rehearsal> get(long id);

    /** The one asked for last of a draft. */
    Optional<Rehearsal> latest(String draft);

    /** From QUEUED to RUNNING; false when it does not wait anymore. */
    boolean begin(long id, Instant at);

    /** From QUEUED to CANCELLED; of one that is RUNNING it keeps that somebody wants it to end. */
    void cancel(long id, Instant at);

    /** Keeps how far it is, and tells whether somebody wants it to end. */
    boolean progress(long id, int done, int total);

    /** To a state in which it has ended, unless it has ended before. Who was erased while it ran is left out. */
    void end(long id, Rehearsal.State state, List<String> problems, @Nullable RehearsalReport report, Instant at);

    /**
     * Takes those users out of the samples of every report, and out of what went wrong; in several transactions. A rehearsal that runs
     * ends without them.
     */
    void forget(Collection<String> userIds);

    /** The members by which rehearsals are to be done that are QUEUED or RUNNING, by id; an empty text for none that is known. */
    Map<Long, String> unfinished();
}
