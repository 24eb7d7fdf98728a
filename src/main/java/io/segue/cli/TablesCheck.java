package io.segue.cli;

import io.segue.publication.Check;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks workbooks as a service would before they are published. */
@Command(
        name = "check",
        description =
                "Checks workbooks as a service does with a draft: each against the knowledge it is to join, with the other"
                        + " files in place. Prints every problem, one a line, and ends with 1 if there is any.",
        sortOptions = false)
final class TablesCheck implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A workbook.")
    private List<Path> files = List.of();

    @Option(
            names = "--knowledge",
            paramLabel = "DIR",
            description =
                    "Directory with rules and decision-tables; the working directory if not said and it has both, else the"
                            + " defaults of the program.")
    private @Nullable Path knowledge;

    @Option(names = "--json", description = "Prints the problems as a JSON array.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public Integer call() {
        var live = LocalKnowledge.find(knowledge, spec.commandLine());
        var drafts = files.stream()
                .map(path -> TableFile.read(path, spec.commandLine()))
                .toList();
        for (var draft : drafts) {
            if (draft.misnamed(live))
                throw wrong("%s says to be the table %s; name it %s.xlsx"
                        .formatted(draft.path(), draft.table(), draft.table()));
            if (live.matching(draft.place(), "").isEmpty())
                throw wrong("%s is of the table \"%s\", which there is not; known are %s"
                        .formatted(draft.path(), draft.table(), String.join(", ", tables(live))));
        }
        // several tables may change together
        var found = new LinkedHashSet<Problem>();
        for (var draft : drafts) {
            var others = live;
            for (var other : drafts) if (other != draft) others = others.with(other.place(), other.content());
            var checked = Check.check(others, draft.table(), draft.content());
            checked.retire();
            found.addAll(checked.problems());
        }
        tell(found);
        return found.isEmpty() ? 0 : 1;
    }

    private void tell(Set<Problem> found) {
        var out = spec.commandLine().getOut();
        if (json) out.println(JsonMapper.builder().build().writeValueAsString(found));
        else found.forEach(out::println);
        out.flush();
    }

    private static List<String> tables(KnowledgeFiles live) {
        return live.workbooks().keySet().stream().map(KnowledgeFiles::tableOf).toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
