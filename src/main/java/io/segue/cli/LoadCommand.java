package io.segue.cli;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files of messages to a running service and, if asked, has it decide on everyone. */
@Command(
        name = "load",
        description =
                "Sends Segment messages, one JSON object a line, to a running service. Messages that carry a messageId"
                        + " may be sent again: each is kept once.",
        sortOptions = false)
final class LoadCommand implements Callable<Integer> {
    private static final String STDIN = "-";
    private static final int MOST_CONNECTIONS = 64;
    private static final int BUFFER = 1 << 16;
    private static final long POLL_MILLIS = 500;
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");

    @Spec
    @SuppressWarnings("NullAway.Init") // set before anything is called
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file, plain or gzipped; - for standard input.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = "--write-key",
            paramLabel = "KEY",
            defaultValue = "${env:SEGUE_WRITE_KEY}",
            description = "For sending messages; from SEGUE_WRITE_KEY if not said.")
    private @Nullable String writeKey;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages in a call, 1 to 2500; ${DEFAULT-VALUE} if not said.")
    private int batch;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "Calls at a time, 1 to 64; ${DEFAULT-VALUE} if not said.")
    private int connections;

    @Option(
            names = "--refresh",
            paramLabel = "INSTANT",
            description =
                    "Afterwards decide on every user as of this instant, like 2026-06-30T18:00:00Z, and show how they"
                            + " spread over the segments.")
    private @Nullable String refresh;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var service = connection.service(writeKey);
        var out = spec.commandLine().getOut();

        var before = journaled(service, out);
        var rejected = 0L;
        for (var file : files) rejected += load(service, file, out);
        var after = journaled(service, out);
        if (before >= 0 && after >= 0)
            out.printf(Locale.ROOT, "journal: %,d events before, %,d after%n", before, after);

        if (refresh != null) refresh(service, refresh, out);
        out.flush();
        return rejected == 0 ? 0 : 1;
    }

    private void check() {
        if (batch < 1 || batch > Batches.MOST_MESSAGES)
            throw wrong("--batch is %d, expected 1 to 2500".formatted(batch));
        if (connections < 1 || connections > MOST_CONNECTIONS)
            throw wrong("--connections is %d, expected 1 to 64".formatted(connections));
        for (var file : files)
            if (!file.equals(STDIN) && !Files.isReadable(Path.of(file))) throw wrong(file + " cannot be read");
        try {
            if (refresh != null) Instant.parse(refresh);
        } catch (DateTimeParseException e) {
            throw wrong("--refresh is %s, expected an instant like 2026-06-30T18:00:00Z".formatted(refresh));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Sends one file and prints what became of it; answers how many messages were rejected. */
    private long load(Service service, String file, PrintWriter out) throws IOException, InterruptedException {
        try (var reader = open(file)) {
            var loaded = new Load(service, new Batches(reader, batch)).run(connections);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d messages read, %,d acknowledged, %,d rejected, %.1f s, %,d events/s%n",
                    file.equals(STDIN) ? "standard input" : file,
                    loaded.read(),
                    loaded.acknowledged(),
                    loaded.rejected(),
                    loaded.took().toMillis() / 1000.0,
                    loaded.perSecond());
            for (var reason : loaded.reasons()) out.println("  " + reason);
            if (loaded.rejected() > loaded.reasons().size() && !loaded.reasons().isEmpty()) out.println("  and more");
            out.flush();
            return loaded.rejected();
        }
    }

    /** The number of events held; -1 where the service does not tell, which is said and no reason to stop. */
    private static long journaled(Service service, PrintWriter out) throws IOException, InterruptedException {
        try {
            return service.journaled();
        } catch (Service.Refusal e) {
            out.println("journal: not counted, " + e.getMessage());
            return -1;
        }
    }

    private static void refresh(Service service, String asOf, PrintWriter out)
            throws IOException, InterruptedException {
        var state = service.refresh(asOf);
        var id = state.path("id").asString("");
        out.printf("refresh %s as of %s%n", id, asOf);
        out.flush();
        while (!ENDED.contains(state.path("state").asString(""))) {
            Thread.sleep(POLL_MILLIS);
            state = service.refreshed(id);
        }
        var errors = state.path("errors");
        if (!state.path("state").asString("").equals("DONE"))
            throw new IOException("refresh %s ended %s after %d of %d users; errors: %s"
                    .formatted(
                            id,
                            state.path("state").asString(""),
                            state.path("done").asLong(),
                            state.path("total").asLong(),
                            errors));
        Distribution.lines(service.segments(id)).forEach(out::println);
        if (errors.isArray() ? !errors.isEmpty() : errors.asInt(0) > 0) out.println("errors: " + errors);
    }

    private static BufferedReader open(String file) throws IOException {
        var bytes = new BufferedInputStream(
                file.equals(STDIN) ? new Unclosed(System.in) : Files.newInputStream(Path.of(file)), BUFFER);
        return new BufferedReader(new InputStreamReader(
                gzipped(bytes) ? new GZIPInputStream(bytes, BUFFER) : bytes, StandardCharsets.UTF_8));
    }

    /** Whether it begins as a gzip file does; nothing is taken from it. */
    private static boolean gzipped(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        var magic = bytes.read() | bytes.read() << 8;
        bytes.reset();
        return magic == GZIPInputStream.GZIP_MAGIC;
    }

    /** Standard input is not ours to close. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
