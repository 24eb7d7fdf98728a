package io.segue.population;

import io.segue.metrics.Percentiles;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where refreshes and their results are kept for good. Each method is one transaction, or says otherwise. Safe for use by many threads. */
public interface RefreshStore {
    /** A new refresh that waits. */
    Refresh queue(Instant asOf);

    /** The refresh of that id. */
    Optional<Refresh> get(long id);

    /** Those asked for last, latest first. */
    List<Refresh> latest(int limit);

    /** Those that are DONE, by asOf ascending, of equal ones the last finished last. */
    List<Refresh> finished();

    /** From QUEUED to RUNNING; false when it does not wait anymore. */
    boolean begin(long id, String knowledgeVersion, Instant at);

    /** From QUEUED to CANCELLED; false when it does not wait anymore. */
    boolean cancelQueued(long id, Instant at);

    /** Keeps the lifts that it found and how many users there are. */
    void found(long id, Collection<Lift> lifts, int total);

    /** Keeps what was concluded of some users, how far it is now, and what went wrong so far. */
    void decided(long id, List<UserResult> results, int done, List<String> errors);

    /** To DONE: everybody sees the results from now on. */
    void finish(long id, Distribution distribution, Instant at);

    /** To FAILED or CANCELLED; the results kept so far are gone, in several transactions. */
    void giveUp(long id, Refresh.State state, List<String> errors, Instant at);

    /** Gives up, as FAILED with that error, every refresh that is QUEUED or RUNNING. */
    void giveUpUnfinished(String error, Instant at);

    /** What the lifts of a refresh are, in any order. */
    List<Lift> lifts(long id);

    /** Every user counted at the refresh, in any order. */
    List<Placing> placings(long id);

    /** Where one user stood; {@link Percentiles#NONE} for a user not counted. */
    Percentiles percentiles(long id, String userId);

    /** What DONE refreshes concluded of those users, by asOf ascending. */
    List<Concluded> concludedOf(Collection<String> userIds);

    /**
     * Takes what was kept of those users out of the results of every refresh, and out of what went wrong; in several transactions.
     *
     * @return whether that is all; false while a refresh runs that may yet write of them
     */
    boolean forget(Collection<String> userIds);

    /** How a DONE refresh found users to be distributed; empty for any other. */
    Optional<Distribution> distribution(long id);
}
