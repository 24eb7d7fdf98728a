package io.segue.rules;

import java.util.Arrays;
import java.util.List;

/** One version of everything that rules and rule tables say, compiled. Immutable, and safe for use by many threads. */
public final class Knowledge {
    private final String version;
    private final List<DecisionTable> tables;
    private final List<Rule> rules;
    private final Rule[][] byTopic = new Rule[Topic.all().size()][];
    private final HitPolicy[] policies = new HitPolicy[Topic.all().size()];
    private final Engine engine;

    Knowledge(String version, List<DecisionTable> tables, List<Rule> rules, Engine engine) {
        this.version = version;
        this.tables = List.copyOf(tables);
        this.rules = List.copyOf(rules);
        this.engine = engine;
        Arrays.fill(policies, HitPolicy.COLLECT);
        for (var table : tables) policies[table.topic().index()] = table.policy();
        for (var topic : Topic.all())
            byTopic[topic.index()] =
                    rules.stream().filter(rule -> rule.topic().equals(topic)).toArray(Rule[]::new);
    }

    /** Names the content of all files it was made of; equal content, equal version. */
    public String version() {
        return version;
    }

    public List<DecisionTable> tables() {
        return tables;
    }

    /** Rows and rules of files, by number. */
    public List<Rule> rules() {
        return rules;
    }

    /** Those that answer a topic, in the order of the sheet, rules of files last. Not to be changed. */
    Rule[] rules(Topic topic) {
        return byTopic[topic.index()];
    }

    /** What it means that several rows answer a topic; topics that only rules of files answer are collected. */
    public HitPolicy policy(Topic topic) {
        return policies[topic.index()];
    }

    /** Begins to reason about one user. To be closed. */
    public Answers begin() {
        return new Answers(this, engine.open());
    }

    /** Frees what was compiled, once no one begins anew. */
    public void retire() {
        engine.retire();
    }
}
