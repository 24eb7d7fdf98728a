package io.segue.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What users may ask for, done on a running service. */
@Command(name = "users", description = "Exports and erases users of a running service.")
final class UsersCommand implements Runnable {
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
        throw new ParameterException(spec.commandLine(), "users needs one of export and erase");
    }

    @Command(name = "export", description = "Tells all that is kept of a user, as JSON.")
    int export(
            @Mixin Connection connection,
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            description = "Where to write it; on standard output if not said.")
                    @Nullable
                    Path file,
            @Parameters(paramLabel = "ID", description = "The user, or an id merged into it.") String userId)
            throws IOException, InterruptedException {
        var export = connection.service().export(userId);
        var out = spec.commandLine().getOut();
        if (file == null) out.println(export);
        else Files.writeString(file, export, StandardCharsets.UTF_8);
        out.flush();
        return 0;
    }

    @Command(name = "erase", description = "Erases a user with every id merged into it. Nothing brings it back.")
    int erase(
            @Mixin Connection connection,
            @Option(names = "--yes", description = "Says that it is meant.") boolean meant,
            @Parameters(paramLabel = "ID", description = "The user, or an id merged into it.") String userId)
            throws IOException, InterruptedException {
        if (!meant)
            throw new ParameterException(
                    spec.commandLine(), "erasing %s can't be undone; say --yes if it is meant".formatted(userId));
        var erased = connection.service().erase(userId);
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "erased %s: %,d ids, %,d events%n",
                erased.path("userId").asString(""),
                erased.path("ids").size(),
                erased.path("events").asLong());
        out.flush();
        return 0;
    }
}
