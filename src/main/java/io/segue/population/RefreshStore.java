package io.segue.population;

import io.segue.metrics.Percentiles;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where refreshes and their results are kept for good. Each method is one transaction, or says otherwise. Methods that take a claim
 * do nothing and throw {@link ClaimLost} when it is the caller's no more. Safe for use by many threads and by all members of a cluster.
 */
public interface RefreshStore {
    /** A new refresh that waits. */
    Refresh queue(Instant asOf);

    /** The refresh of that id. */
    Optional<Refresh> get(long id);

    /** Those asked for last, latest first. */
    List<Refresh> latest(int limit);

    /** Those that are DONE, by asOf ascending, of equal ones the last finished last. */
    List<Refresh> finished();

    /** Changes whenever a refresh becomes DONE; 0 before the first. */
    long lastFinished();

    /** Changes whenever users are taken out of results. */
    long takenOut();

    /** The one asked for first of those that have not ended; the others wait for it. */
    Optional<Unfinished> next();

    /**
     * Takes up the refresh whose turn it is; it is RUNNING from then on, and nothing of it is done. Results of whoever had it before
     * may still be kept, see {@link #clear}.
     *
     * @param seen as {@link #next} told; empty when it is not so anymore
     */
    Optional<Claim> claim(Unfinished seen, String knowledgeVersion, Instant at);

    /** Says that the member with the claim lives; answers whether somebody wants the refresh to end. */
    boolean renew(Claim claim);

    /** Lays the refresh down, for any member to take it up at once. */
    void release(Claim claim);

    /** Deletes what was kept of users and lifts, in several transactions. */
    void clear(Claim claim);

    /** From QUEUED to CANCELLED; one that runs is told to whoever works on it. */
    void cancel(long id, Instant at);

    /** Keeps the lifts that it found and how many users there are. */
    void found(Claim claim, Collection<Lift> lifts, int total);

    /** Keeps what was concluded of some users, how far it is now, and what went wrong so far. */
    void decided(Claim claim, List<UserResult> results, int done, List<String> errors);

    /** To DONE: everybody sees the results from now on. */
    void finish(Claim claim, Distribution distribution, Instant at);

    /** To FAILED or CANCELLED; the results kept so far are gone, in several transactions. */
    void giveUp(Claim claim, Refresh.State state, List<String> errors, Instant at);

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
     * What a refresh that runs writes of them afterwards is taken out when it ends.
     */
    void forget(Collection<String> userIds);

    /** How a DONE refresh found users to be distributed; empty for any other. */
    Optional<Distribution> distribution(long id);
}
