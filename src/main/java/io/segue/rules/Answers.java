package io.segue.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * One session: facts are told to it one stage after the other, and what follows is asked by topic. Answers to a topic are
 * final once the fact of its latest stage was told. For one thread, and for one user.
 */
public final class Answers implements AutoCloseable {
    private final Knowledge knowledge;
    private final Engine.Session session;
    private final Object[] facts = new Object[Stage.values().length];

    Answers(Knowledge knowledge, Engine.Session session) {
        this.knowledge = knowledge;
        this.session = session;
    }

    /** Gives the session the fact of a stage and fires what follows from it. */
    public void tell(Stage stage, Record fact) {
        facts[stage.ordinal()] = fact;
        session.tell(fact);
    }

    /** The row taken of a topic with one answer. A table proved complete has one; without any it is {@link NoRowMatches}. */
    public Rule one(Topic topic) {
        for (var rule : knowledge.rules(topic)) if (holds(rule)) return rule;
        throw new NoRowMatches(topic, facts[topic.latest().ordinal()]);
    }

    /** Every row and rule that holds for a topic, in their order. */
    public List<Rule> all(Topic topic) {
        var found = new ArrayList<Rule>();
        for (var rule : knowledge.rules(topic)) if (holds(rule)) found.add(rule);
        return found;
    }

    /** The rows of a table that match, in its order; empty also before the fact that they read is told. */
    public List<Rule> matching(DecisionTable table) {
        return told(table) ? table.rules().stream().filter(this::holds).toList() : List.of();
    }

    /** Whether the fact that the rows of a table read was told, so that none that matches means that none ever will. */
    public boolean told(DecisionTable table) {
        return facts[table.stage().ordinal()] != null;
    }

    private boolean holds(Rule rule) {
        return rule.always() || session.conclusions().has(rule.number());
    }

    /** The fact that a rule read. */
    public Object factOf(Rule rule) {
        return facts[rule.stage().ordinal()];
    }

    @Override
    public void close() {
        session.close();
    }
}
