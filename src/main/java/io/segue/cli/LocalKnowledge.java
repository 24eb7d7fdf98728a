package io.segue.cli;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.PackedKnowledge;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The knowledge that a command works with. */
final class LocalKnowledge {
    private LocalKnowledge() {}

    /**
     * That of a directory, else of the working directory if it has both folders, else the defaults of the program.
     *
     * @param directory null when none is named
     * @throws ParameterException when the directory has no knowledge
     */
    static KnowledgeFiles find(@Nullable Path directory, CommandLine command) {
        var here = Path.of("");
        try {
            if (directory != null) return KnowledgeFiles.under(directory);
            if (Files.isDirectory(here.resolve("rules")) && Files.isDirectory(here.resolve("decision-tables")))
                return KnowledgeFiles.under(here.toAbsolutePath());
        } catch (UncheckedIOException e) {
            throw new ParameterException(
                    command,
                    "%s (%s); expected a directory with rules and decision-tables"
                            .formatted(e.getMessage(), e.getCause()),
                    e);
        }
        return PackedKnowledge.files();
    }
}
