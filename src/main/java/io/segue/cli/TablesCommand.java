package io.segue.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What one does with workbooks in files, without a service. */
@Command(
        name = "tables",
        description = "Checks, compares and prints workbooks, without a service.",
        subcommands = {TablesCheck.class, TablesDiff.class, TablesRender.class})
final class TablesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "tables needs one of check, diff and render");
    }
}
