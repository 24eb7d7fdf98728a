package io.segue.decisions;

/** Holds the playbook that is live. A decision takes it once and ends with the one it began with. */
public final class Playbooks {
    private final Playbook live;

    public Playbooks(Playbook first) {
        live = first;
    }

    public Playbook live() {
        return live;
    }
}
