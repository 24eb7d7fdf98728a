package io.segue.cli;

import io.segue.tables.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what workbooks say. */
@Command(
        name = "render",
        description =
                "Prints what workbooks say as aligned text, without their looks. As a textconv, git shows changes with it:"
                        + " git config diff.segue.textconv \"bin/segue tables render\"")
final class TablesRender implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A workbook.")
    private List<Path> files = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        for (var path : files) {
            var problems = new Problems();
            out.print(
                    TableFile.read(path, spec.commandLine()).contents(problems).text());
            // part of the text: git gives up on a whole diff when a textconv fails
            problems.all().forEach(problem -> out.print("! " + problem + "\n"));
        }
        out.flush();
        return 0;
    }
}
