package io.segue.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running service compare what it remembers with its journal. */
@Command(
        name = "verify",
        description =
                "Compares what a running service remembers of users with its journal of events, and has it remember anew"
                        + " where they differ. Ends with 1 if something was different and could not be repaired.",
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    private static final int AT_ONCE = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--user", paramLabel = "ID", description = "Only this user; may be said several times.")
    private List<String> users = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    private long looked;
    private long different;
    private long repaired;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var service = connection.service();
        if (users.isEmpty()) everybody(service);
        else
            for (int from = 0; from < users.size(); from += AT_ONCE)
                page(service, users.subList(from, Math.min(from + AT_ONCE, users.size())), null);
        var out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%,d users, %,d different, %,d repaired%n", looked, different, repaired);
        out.flush();
        return different == repaired ? 0 : 1;
    }

    private void everybody(Service service) throws IOException, InterruptedException {
        String after = null;
        do after = page(service, List.of(), after);
        while (after != null);
    }

    private @Nullable String page(Service service, List<String> userIds, @Nullable String after)
            throws IOException, InterruptedException {
        var found = service.verify(userIds, after, AT_ONCE);
        looked += found.path("users").asLong();
        different += found.path("differentCount").asLong();
        repaired += found.path("repaired").asLong();
        for (var id : found.path("different")) spec.commandLine().getOut().println("different: " + id.asString());
        var next = found.path("next");
        return next.isString() ? next.asString() : null;
    }
}
