package io.segue.decisions;

import io.segue.decisions.Decision.Lost;
import io.segue.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses between the candidates that rules propose: the highest priority that may be proposed, ties by action key. */
final class Arbiter {
    /** The candidate that is always there: to do nothing. */
    static final String NONE = "none";

    private static final Comparator<Rule> BEST_FIRST =
            Comparator.comparingInt((Rule rule) -> -rule.whole("priority")).thenComparing(rule -> rule.text("action"));

    private Arbiter() {}

    /** @param winner the candidate taken; {@code lost} the others but none, best first */
    record Choice(Rule winner, List<Lost> lost) {}

    /**
     * Chooses.
     *
     * @param proposed rows of the candidates table that hold, at least that of none; several may name one action, the best
     *     of which counts
     * @param marketing whether the user may be reached by email
     */
    static Choice choose(
            List<Rule> proposed, Situation situation, boolean control, boolean marketing, ContactPolicy policy) {
        var ranked = new ArrayList<>(proposed);
        ranked.sort(BEST_FIRST);
        var actions = new HashSet<String>();
        ranked.removeIf(rule -> !actions.add(rule.text("action")));
        Rule winner = null;
        var lost = new ArrayList<Lost>();
        for (var rule : ranked) {
            var action = rule.text("action");
            var refusal = refusal(rule, situation, control, marketing, policy);
            if (refusal == null && winner == null) winner = rule;
            else if (!action.equals(NONE))
                lost.add(new Lost(action, rule.whole("priority"), refusal == null ? "lower-priority" : refusal));
        }
        if (winner == null)
            throw new IllegalStateException("no candidate of next-best-action.xlsx is none, which may always be taken");
        return new Choice(winner, List.copyOf(lost));
    }

    private static @Nullable String refusal(
            Rule rule, Situation situation, boolean control, boolean marketing, ContactPolicy policy) {
        var action = rule.text("action");
        if (action.equals(NONE)) return null;
        if (control) return "control";
        if (rule.text("channel").equals("email") && !marketing) return "no-consent";
        return policy.rests(action, rule.text("channel"), situation.contacts()).orElse(null);
    }
}
