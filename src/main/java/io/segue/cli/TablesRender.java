package io.segue.cli;

import io.segue.publication.TableWorkbook;
import io.segue.tables.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Instead of printing, writes each workbook anew into this directory, as a service gives it out, with"
                            + " the values that the tables of the working directory know.")
    private @Nullable Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (directory != null) return write(directory);
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

    private int write(Path to) throws IOException {
        var knowledge = LocalKnowledge.find(null, spec.commandLine());
        Files.createDirectories(to);
        for (var path : files) {
            var file = TableFile.read(path, spec.commandLine());
            var workbook = TableWorkbook.render(
                    knowledge.with(file.place(), file.content()), file.table(), TableWorkbook.Options.NONE);
            Files.write(to.resolve(file.table() + ".xlsx"), workbook);
        }
        return 0;
    }
}
