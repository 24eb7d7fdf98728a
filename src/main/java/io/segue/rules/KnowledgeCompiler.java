package io.segue.rules;

import io.segue.rules.drools.DrlFile;
import io.segue.rules.drools.DroolsEngine;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import io.segue.tables.Workbook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes a knowledge version of files: read, checked, compiled. Takes seconds; never on the path of a request. */
public final class KnowledgeCompiler {
    private static final String TABLES = "decision-tables";

    private KnowledgeCompiler() {}

    /** Compiles; empty when there are problems, all of which are then told. */
    public static Optional<Knowledge> compile(KnowledgeFiles files, Problems problems) {
        return compile(files, (rule, none) -> {}, problems);
    }

    /**
     * The same, with a check of each row and rule before anything is compiled.
     *
     * @param check tells what is wrong with a rule, if anything is
     */
    public static Optional<Knowledge> compile(
            KnowledgeFiles files, BiConsumer<Rule, Problems> check, Problems problems) {
        var uncovered = new Problems();
        return compile(files, check, uncovered, uncovered, problems);
    }

    /**
     * The same, but a table with gaps or overlaps is compiled all the same, so that one can see whom they hit. Such knowledge must
     * not come live: where it has a gap, {@link Answers#one} throws {@link NoRowMatches}.
     *
     * @param uncovered is told the first gap and overlap of each table
     */
    public static Optional<Knowledge> compileUncovered(
            KnowledgeFiles files, BiConsumer<Rule, Problems> check, Problems uncovered, Problems problems) {
        return compile(files, check, uncovered, new Problems(), problems);
    }

    /** @param fatal of the problems in coverage those that keep it from being compiled */
    private static Optional<Knowledge> compile(
            KnowledgeFiles files,
            BiConsumer<Rule, Problems> check,
            Problems uncovered,
            Problems fatal,
            Problems problems) {
        var own = new Problems();
        var tables = tables(files, own);
        var rules = new ArrayList<Rule>();
        tables.forEach(table -> rules.addAll(table.rules()));
        var drls = drls(files, rules, own);
        for (var table : tables) Coverage.check(table, uncovered);
        fatal.all().forEach(problem -> own.add(problem.file(), problem.place(), problem.detail()));
        answered(tables, rules, own);
        rules.forEach(rule -> check.accept(rule, own));
        var version = files.version();
        var engine = own.isEmpty() ? DroolsEngine.compile(version, tables, drls, rules, own) : Optional.<Engine>empty();
        own.all().forEach(problem -> problems.add(problem.file(), problem.place(), problem.detail()));
        return engine.map(made -> new Knowledge(version, tables, rules, made));
    }

    private static List<DecisionTable> tables(KnowledgeFiles files, Problems problems) {
        var tables = new ArrayList<DecisionTable>();
        int next = 0;
        for (var file : files.matching(TABLES + "/", ".xlsx").entrySet()) {
            var name = file.getKey().substring(TABLES.length() + 1);
            for (var sheet : Workbook.read(name, file.getValue(), problems).sheets()) {
                if (!TableReader.isTable(sheet)) continue;
                var table = TableReader.read(TABLES, sheet, next, problems);
                if (table.isEmpty()) continue;
                tables.add(table.get());
                next += table.get().rules().size();
            }
        }
        return tables;
    }

    private static List<DrlFile> drls(KnowledgeFiles files, List<Rule> rules, Problems problems) {
        var drls = new ArrayList<DrlFile>();
        files.matching("rules/", ".drl").forEach((path, content) -> {
            var drl = DrlFile.read(path, new String(content, StandardCharsets.UTF_8), rules.size(), problems);
            rules.addAll(drl.rules());
            drls.add(drl);
        });
        return drls;
    }

    private static void answered(List<DecisionTable> tables, List<Rule> rules, Problems problems) {
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
        for (var topic : Topic.all())
            if (rules.stream().noneMatch(rule -> rule.topic() == topic))
                problems.add(TABLES, null, "nothing decides %s; a sheet or a rule must".formatted(topic.name()));
    }
}
