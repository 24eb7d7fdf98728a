package io.segue.population;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.profiles.Person;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What one member of the cluster does to some users, and all that it can't know by itself. Goes from member to member.
 *
 * @param <T> what comes of one user; serializable
 */
public sealed interface Assignment<T> extends Serializable permits Counting, Deciding {
    /** As of which users are known and decided. */
    Instant asOf();

    /** The version to decide by, and no other. */
    String knowledge();

    /** Those to be worked on, each once. */
    List<String> userIds();

    /** What is done to each. */
    Function<Person, T> work(DecisionService decisions, Playbook playbook);
}
