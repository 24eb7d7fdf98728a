package io.segue.cli;

import io.segue.publication.TableDiff;
import io.segue.tables.Problems;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Prints how two workbooks differ. */
@Command(
        name = "diff",
        description =
                "Prints how two versions of a workbook differ in what they say. Ends with 0 when in nothing, with 1 when in"
                        + " something, with 2 when they can't be compared.",
        sortOptions = false)
final class TablesDiff implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The workbook before.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The workbook after.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public Integer call() {
        var problems = new Problems();
        var old = TableFile.read(before, spec.commandLine());
        var now = TableFile.read(after, spec.commandLine());
        if (!old.table().equals(now.table()))
            throw wrong("%s is of the table %s, %s of %s; expected one table"
                    .formatted(before, old.table(), after, now.table()));
        var diff = TableDiff.between(old.contents(problems), now.contents(problems));
        if (!problems.isEmpty())
            throw wrong("can't be compared: " + problems.all().get(0));
        var out = spec.commandLine().getOut();
        if (json) out.println(JsonMapper.builder().build().writeValueAsString(diff));
        else out.print(diff.text());
        out.flush();
        return diff.empty() ? 0 : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
