package io.segue.publication;

import io.segue.rules.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of deciding on one user with both versions. */
sealed interface UserOutcome {
    /** The user refuses profiling. */
    record LeftOut() implements UserOutcome {}

    /** One of the decisions failed, or took too long. */
    record Failed(String detail) implements UserOutcome {}

    /**
     * The draft has no row for the user.
     *
     * @param topic what it does not answer
     * @param hits  by table, see {@link Decided}
     */
    record InGap(String userId, Topic topic, List<TableCount.@Nullable Hits> hits) implements UserOutcome {}

    /**
     * Both decided.
     *
     * @param hits  what each of the tables that are priced made of the user, in their order; null where it was not asked
     * @param sends what both would send
     */
    record Decided(String userId, List<Difference> differences, List<TableCount.@Nullable Hits> hits, Sends sends)
            implements UserOutcome {}

    /** What is sent by the live version, and by the draft. */
    record Sends(Set<Sending> before, Set<Sending> now) {}
}
