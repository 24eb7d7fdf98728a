package io.segue.rules;

/** Rules fired so often on one fact that they would not have ended; they were stopped. */
public final class RulesLoop extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param firings after so many it was stopped */
    public RulesLoop(int firings) {
        super("rules fired %d times on one fact; one of them loops".formatted(firings));
    }
}
