package io.segue.decisions;

import io.segue.decisions.Playbooks.Held;
import io.segue.profiles.Profiles;

/** Gives playbooks of versions that are live somewhere in the cluster, or were. Safe for use by many threads. */
public interface PlaybookSource {
    /**
     * Holds the playbook of a version, to be closed; compiles it if need be, which takes seconds.
     *
     * @throws RuntimeException when this member can't have it
     */
    Held hold(String version);

    /**
     * Profiles as a playbook reads events.
     *
     * @param live as the live one does; the answer when both read alike
     */
    Profiles read(Playbook playbook, Profiles live);
}
