package io.segue.facts;

import java.util.Set;

/**
 * All that is known of one user before any rule has run: the first of four facts that a session is given, one after the
 * other, each made of what was concluded from those before it ({@link Scores}, {@link Readiness}, {@link Standing}). Each
 * carries what the later rules need from before, so that a rule reads one fact and never joins two.
 *
 * @param milestones keys of the milestones reached; empty when none
 */
public record Evidence(Metrics metrics, Traits traits, Account account, Set<String> milestones) {
    public Evidence {
        milestones = Set.copyOf(milestones);
    }
}
