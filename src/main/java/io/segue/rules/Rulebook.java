package io.segue.rules;

import io.segue.rules.drools.DrlFile;
import io.segue.rules.drools.DroolsEngine;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Workbook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that tables and rule files say, read but not compiled: reading takes a moment, compiling seconds. */
public final class Rulebook {
    private static final String FOLDER = "decision-tables";

    private final String version;
    private final List<DecisionTable> tables = new ArrayList<>();
    private final List<DrlFile> drls = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private boolean allSheetsRead = true;

    private Rulebook(String version) {
        this.version = version;
    }

    /** Reads; what can't be read is reported and left out. */
    public static Rulebook read(KnowledgeFiles files, Problems problems) {
        var book = new Rulebook(files.version());
        var own = new Problems();
        files.matching(FOLDER + "/", ".xlsx")
                .forEach((path, content) -> book.tables(path.substring(FOLDER.length() + 1), content, own));
        files.matching("rules/", ".drl").forEach((path, content) -> {
            var drl = DrlFile.read(path, new String(content, StandardCharsets.UTF_8), book.rules.size(), own);
            book.rules.addAll(drl.rules());
            book.drls.add(drl);
        });
        book.answered(own);
        problems.addAll(own);
        return book;
    }

    private void tables(String workbook, byte[] content, Problems problems) {
        var own = new Problems();
        var sheets = Workbook.read(workbook, content, own).sheets();
        // without its sheets nobody knows what they would have concluded
        allSheetsRead &= !sheets.isEmpty();
        problems.addAll(own);
        for (var sheet : sheets) {
            if (!sheet.isRuleTable()) continue;
            var table = TableReader.read(FOLDER, sheet, rules.size(), problems);
            allSheetsRead &= table.isPresent();
            table.ifPresent(read -> {
                tables.add(read);
                rules.addAll(read.rules());
            });
        }
    }

    private void answered(Problems problems) {
        var first = new HashMap<Topic, DecisionTable>();
        for (var table : tables) {
            var other = first.putIfAbsent(table.topic(), table);
            if (other != null)
                problems.add(
                        table.sheet(),
                        "decides %s, as does %s %s"
                                .formatted(
                                        table.topic().name(),
                                        other.sheet().workbook(),
                                        other.sheet().name()));
        }
        if (!problems.isEmpty()) return;
        var topics = new HashSet<Topic>();
        for (var rule : rules) topics.add(rule.topic());
        for (var topic : Topic.all())
            if (!topics.contains(topic))
                problems.add(Problem.of(FOLDER, "nothing decides %s; a sheet or a rule must".formatted(topic.name())));
    }

    public List<DecisionTable> tables() {
        return Collections.unmodifiableList(tables);
    }

    /** Rows and rules of files, by number. */
    public List<Rule> rules() {
        return Collections.unmodifiableList(rules);
    }

    /** Whether every row that answers a topic could be read. */
    boolean complete(Topic topic) {
        var mine = tables.stream().filter(table -> table.topic().equals(topic)).toList();
        return mine.isEmpty() ? allSheetsRead : mine.stream().allMatch(DecisionTable::complete);
    }

    /**
     * Reports what is wrong with the rows as a whole: gaps, overlaps, rows that never match or match in vain, and conditions on
     * values that nothing concludes.
     *
     * @param listed    values that lists beside the tables conclude, by operand
     * @param uncovered takes what is wrong with how a table's rows cover what may come
     * @param hints     takes what is worth a look and no reason to refuse
     */
    public void check(
            Map<String, ? extends Set<String>> listed, Problems uncovered, Problems problems, Problems hints) {
        for (var table : tables) Coverage.check(table, uncovered, hints);
        ClosedSets.check(this, listed, problems);
    }

    /** The segments, tiers and memberships that rows and rules conclude, by the value of a fact that asks for them, in the order of the rows. */
    public Map<String, Set<String>> concluded() {
        return ClosedSets.of(this);
    }

    /** Rows of this book whose conclusion something asked for in the one before, and nothing does in this one; as hints. */
    public List<Problem> lostSince(Rulebook before) {
        return ClosedSets.lost(before, this);
    }

    /** Compiles; empty when Drools finds problems, all of which are then told. Takes seconds. */
    public Optional<Knowledge> compile(Problems problems) {
        return DroolsEngine.compile(version, tables, drls, rules, problems)
                .map(engine -> new Knowledge(version, tables, rules, engine));
    }
}
