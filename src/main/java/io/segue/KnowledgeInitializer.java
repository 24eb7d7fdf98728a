package io.segue;

import io.segue.decisions.Playbooks;
import io.segue.publication.KnowledgeDirectory;
import io.segue.publication.KnowledgeRefused;
import io.segue.publication.KnowledgeStart;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.PackedKnowledge;
import io.segue.tables.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds the knowledge and begins to compile it before anything else starts: compiling takes longest, and meanwhile the store, the
 * cluster member and the web server come up.
 */
class KnowledgeInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeInitializer.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var directory = directory(context.getEnvironment().getProperty("segue.knowledge-dir", ""));
        var start = new KnowledgeStart(directory.read());
        context.getBeanFactory().registerSingleton("knowledgeDirectory", directory);
        context.getBeanFactory().registerSingleton("knowledgeStart", start);
        context.getBeanFactory().registerSingleton("playbooks", new Playbooks(start));
    }

    /** The directory that is configured, else the working directory if it has both folders, else the defaults in the jar. */
    private static KnowledgeDirectory directory(String configured) {
        var here = Path.of("");
        if (!configured.isBlank()
                || Files.isDirectory(here.resolve("rules")) && Files.isDirectory(here.resolve("decision-tables"))) {
            var directory = configured.isBlank() ? here.toAbsolutePath() : Path.of(configured);
            LOG.info("knowledge from {}", directory.toAbsolutePath());
            return () -> under(directory.toAbsolutePath());
        }
        LOG.info("knowledge from the defaults in the jar");
        return PackedKnowledge::files;
    }

    private static KnowledgeFiles under(Path directory) {
        try {
            return KnowledgeFiles.under(directory);
        } catch (UncheckedIOException e) {
            throw new KnowledgeRefused(
                    List.of(Problem.of(directory.toString(), "%s (%s)".formatted(e.getMessage(), e.getCause()))));
        }
    }
}
