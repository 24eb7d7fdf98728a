package io.segue.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;

/** All commands. Without one, the jar starts the service instead. */
@Command(
        name = "segue",
        description = "Works with a Segue service, and with its workbooks. Without a command, starts a service.",
        subcommands = {LoadCommand.class, TablesCommand.class, UsersCommand.class, VerifyCommand.class})
public final class SegueCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    private static final Set<String> COMMANDS = Set.of("load", "tables", "users", "verify", "--help", "-h");
    private static final int FAILED = 1;

    /** Whether these arguments ask for a command, not for the service. */
    public static boolean isMeantBy(String... args) {
        return args.length > 0 && COMMANDS.contains(args[0]);
    }

    /**
     * Runs the command the arguments ask for.
     *
     * @return 0 when it did all it should, 1 when it did not, 2 when the arguments make no sense
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        IExecutionExceptionHandler oneLine = (e, command, parsed) -> {
            command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
            return FAILED;
        };
        return new CommandLine(new SegueCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(oneLine)
                .execute(args);
    }
}
