package io.segue.population;

import io.segue.population.Population.Portion;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The members of the cluster, which work on refreshes together. Safe for use by many threads. */
public interface Crew {
    /** Whether this member is one of them. Once it is none, it can't read what is remembered of users, and never will again. */
    boolean active();

    /** This member. */
    UUID self();

    /** All members there are right now, this one among them. */
    Set<UUID> members();

    /** The member that holds what is remembered of a user; perhaps one that has just left. */
    UUID holder(String userId);

    /** Has another member work on users. Fails with {@link MemberGone} when it doesn't because it is going, has gone or is not ready. */
    <T> CompletableFuture<Portion<T>> send(Assignment<T> assignment, UUID member);

    /** Has the others look what became of refreshes. Does not wait for them. */
    void tell();
}
