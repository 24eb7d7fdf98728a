package io.segue.journal;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which processes may write to the journal. It is in the database that members agree on it, so that of two halves of a cluster
 * that don't see each other only one goes on: whoever was expelled commits nothing from that moment on. Safe for use by many threads.
 */
public interface Writers {
    /** The id of this process among them, another one in each process. */
    String self();

    /** Takes a place, or takes it again after it was lost. */
    void enter();

    /** Whether other processes may have places too. */
    boolean isShared();

    /** The ids of others that have a place and were heard of in the last seconds. */
    Set<String> others();

    /**
     * Whether others took the place of this process away, and it has not entered again.
     *
     * @throws RuntimeException when the database does not tell
     */
    boolean isExpelled();

    /**
     * This process sees all of the others, and they see it, so that each hears what the others write. Until then it may not write and
     * is not trusted.
     */
    void meet();

    /** Gives up the place of this process, which did all that it had to. */
    void leave();

    /** Whether this process may write, as far as it knows; what it then commits, the database looks up again. */
    boolean mayWrite();

    /**
     * Whether what this process holds of the journal in the cluster's memory can be relied on: it is not expelled, it was not
     * standing still for a while, and if it lost sight of others, it has found since that it is not expelled.
     */
    boolean isTrusted();

    /** Whether the database answered the last time that it was asked, a moment ago. */
    boolean isAnswered();

    /** This process lost sight of others. Until it hears from the database that it still has its place, it is not trusted. */
    void suspect();

    /**
     * Takes another's place away, if it has one.
     *
     * @return a seq greater than that of every entry that it committed; empty when it left by itself, or this process has no place
     *         either
     */
    OptionalLong expel(String writer);

    /** For how long the database has not heard from it; the longest there is when it has no place. */
    Duration silence(String writer);
}
