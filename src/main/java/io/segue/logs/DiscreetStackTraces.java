package io.segue.logs;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Prints stack traces with the types of exceptions and where they were thrown, but without their messages, in which values stand: ids,
 * pieces of bodies, what a parser stumbled over. Exceptions that only tell of the machine and of the start keep theirs.
 */
public final class DiscreetStackTraces implements StackTracePrinter {
    private static final List<String> SPEAK_OF_THE_MACHINE = List.of(
            "java.sql.",
            "org.sqlite.",
            "org.postgresql.",
            "java.io.",
            "java.nio.",
            "java.net.BindException",
            "java.net.ConnectException",
            "java.lang.OutOfMemoryError",
            "java.lang.NoClassDefFoundError",
            "org.springframework.beans.factory.",
            "org.springframework.boot.",
            "org.flywaydb.");

    private final StackTracePrinter printer =
            StandardStackTracePrinter.rootLast().withFormatter(DiscreetStackTraces::name);

    @Override
    public void printStackTrace(Throwable throwable, Appendable output) throws IOException {
        printer.printStackTrace(throwable, output);
    }

    private static String name(Throwable throwable) {
        var type = throwable.getClass().getName();
        return SPEAK_OF_THE_MACHINE.stream().anyMatch(type::startsWith)
                ? "%s: %s".formatted(type, throwable.getMessage())
                : type;
    }
}
