package io.segue.publication;

import io.segue.decisions.Playbook;
import io.segue.decisions.RuleCases;
import io.segue.rules.Cases;
import io.segue.rules.Rulebook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tables.Workbook;
import java.util.List;
import java.util.Optional;

/** Judges knowledge before it may decide: everything that is wrong with it, at once and with its place. Takes seconds. */
public final class Check {
    private Check() {}

    /**
     * Checks a workbook that an analyst sends in place of a live one: its template, its cells, what its rows add up to, how it
     * goes together with all other knowledge, and its own cases. The cases of other workbooks run on their own tables only, which
     * it can't change.
     *
     * @param live   what decides now; must be without problems
     * @param table  name of the workbook without {@code .xlsx}
     * @param upload the workbook as sent
     */
    public static Checked check(KnowledgeFiles live, String table, byte[] upload) {
        var problems = new Problems();
        return check(live, table, upload, problems, problems);
    }

    /** The same, with gaps, overlaps and failing cases set apart, for somebody who wants to see whom they hit. */
    static Checked checkUncovered(KnowledgeFiles live, String table, byte[] upload) {
        return check(live, table, upload, new Problems(), new Problems());
    }

    private static Checked check(
            KnowledgeFiles live, String table, byte[] upload, Problems uncovered, Problems problems) {
        var hints = new Problems();
        var name = table + ".xlsx";
        var template = live.matching(KnowledgeFiles.pathOf(table), "").get(KnowledgeFiles.pathOf(table));
        if (template == null) {
            problems.add(Problem.of(name, "is no table; a new one comes with the rules that read it")
                    .expecting("one of " + String.join(", ", names(live))));
            return new Checked(problems.all(), List.of(), List.of(), null, null);
        }
        var draft = Workbook.read(name, upload, problems);
        var candidate = live.with(KnowledgeFiles.pathOf(table), upload);
        // what could not be opened has no sheets, and all that the other tables miss then would tell nothing
        if (draft.sheets().isEmpty()) return new Checked(problems.all(), List.of(), List.of(), candidate, null);
        Template.compare(Workbook.read(name, template, new Problems()), draft, problems);
        var book = Rulebook.read(candidate, problems);
        var cases = Cases.of(draft, book.tables(), problems);
        var playbook = Playbook.readUncovered(candidate, book, uncovered, problems, hints);
        playbook.ifPresent(compiled -> {
            for (var example : cases) Cases.check(example, compiled.knowledge(), uncovered);
        });
        // while rows are missing for other reasons, whoever asks for their conclusions does so in vain
        if (problems.isEmpty())
            book.lostSince(Rulebook.read(live, new Problems())).forEach(hints::add);
        return checked(uncovered, problems, hints, candidate, playbook);
    }

    /** Checks all knowledge as it stands, at start and when it is loaded anew: every workbook with its cases, every rule with its own. */
    public static Checked gate(KnowledgeFiles files) {
        var problems = new Problems();
        var hints = new Problems();
        var playbook = Playbook.read(files, problems, hints);
        playbook.ifPresent(compiled -> problems.addAll(failing(files, compiled)));
        return checked(problems, problems, hints, files, playbook);
    }

    /** What the examples that tables and rules carry tell against a playbook made of those files; empty when all of them hold. */
    static Problems failing(KnowledgeFiles files, Playbook playbook) {
        var problems = new Problems();
        for (var path : files.workbooks().keySet())
            files.workbook(path.substring(KnowledgeFiles.TABLES.length()), problems)
                    .ifPresent(workbook -> {
                        for (var example :
                                Cases.of(workbook, playbook.knowledge().tables(), problems))
                            Cases.check(example, playbook.knowledge(), problems);
                    });
        RuleCases.check(files, playbook, problems);
        return problems;
    }

    /** @param uncovered the problems themselves, where it is not set apart */
    private static Checked checked(
            Problems uncovered,
            Problems problems,
            Problems hints,
            KnowledgeFiles candidate,
            Optional<Playbook> playbook) {
        var apart = uncovered == problems ? List.<Problem>of() : uncovered.all();
        if (problems.isEmpty() && apart.isEmpty())
            return new Checked(List.of(), List.of(), hints.all(), candidate, playbook.orElseThrow());
        playbook.ifPresent(compiled -> compiled.knowledge().retire());
        return new Checked(problems.all(), apart, hints.all(), candidate, null);
    }

    private static List<String> names(KnowledgeFiles live) {
        return live.workbooks().keySet().stream()
                .map(path -> KnowledgeFiles.tableOf(path))
                .toList();
    }
}
