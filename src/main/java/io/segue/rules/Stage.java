package io.segue.rules;

import io.segue.facts.Evidence;
import io.segue.facts.Readiness;
import io.segue.facts.Scores;
import io.segue.facts.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The facts a session is given, in their order; a rule reads exactly one of them. */
public enum Stage {
    EVIDENCE(Evidence.class),
    SCORES(Scores.class),
    READINESS(Readiness.class),
    STANDING(Standing.class);

    private final Class<? extends Record> fact;

    Stage(Class<? extends Record> fact) {
        this.fact = fact;
    }

    public Class<? extends Record> fact() {
        return fact;
    }

    /** Simple class names of all facts, in their order. */
    static List<String> names() {
        return Arrays.stream(values()).map(stage -> stage.fact.getSimpleName()).toList();
    }

    /** The stage whose fact has that simple class name. */
    public static Optional<Stage> ofFact(String simpleName) {
        for (var stage : values()) if (stage.fact.getSimpleName().equals(simpleName)) return Optional.of(stage);
        return Optional.empty();
    }
}
