package io.segue.decisions;

import io.segue.facts.Traits;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traits that whoever asks for a decision gives in place of the user's own, for that decision only. Immutable. */
public final class Overrides {
    /** The user's own traits stand. */
    public static final Overrides NONE = new Overrides(Map.of());

    private final Map<String, @Nullable Object> traits;

    private Overrides(Map<String, @Nullable Object> traits) {
        this.traits = traits;
    }

    /**
     * Reads traits by name, as {@link Evaluation} reads them; null leaves the user's own.
     *
     * @throws Evaluation.Faulty when a name is no trait's or a value of the wrong type or out of range; every fault is told
     */
    public static Overrides read(Map<String, ? extends @Nullable Object> traits) {
        if (traits.isEmpty()) return NONE;
        Evaluation.traits(traits);
        return new Overrides(Collections.unmodifiableMap(new HashMap<>(traits)));
    }

    /** What can be given. */
    public static Set<String> names() {
        return Evaluation.traitNames();
    }

    public boolean isEmpty() {
        return traits.isEmpty();
    }

    Traits over(Traits own) {
        return Evaluation.traits(traits, own);
    }
}
