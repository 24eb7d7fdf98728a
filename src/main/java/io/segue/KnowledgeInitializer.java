package io.segue;

import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.PackedKnowledge;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
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
        var files = find(context.getEnvironment().getProperty("segue.knowledge-dir", ""));
        context.getBeanFactory().registerSingleton("knowledgeFiles", files);
        context.getBeanFactory().registerSingleton("playbooks", new Playbooks(() -> compile(files)));
    }

    private static Playbook compile(KnowledgeFiles files) {
        var problems = new Problems();
        var playbook = Playbook.read(files, problems).orElseThrow(() -> new KnowledgeRefused(problems.all()));
        LOG.info(
                "knowledge {}: {} rules",
                playbook.knowledge().version(),
                playbook.knowledge().rules().size());
        return playbook;
    }

    /** From the directory that is configured, else the working directory if it has both folders, else the defaults in the jar. */
    private static KnowledgeFiles find(String configured) {
        var here = Path.of("");
        if (!configured.isBlank()
                || Files.isDirectory(here.resolve("rules")) && Files.isDirectory(here.resolve("decision-tables"))) {
            var directory = configured.isBlank() ? here.toAbsolutePath() : Path.of(configured);
            LOG.info("knowledge from {}", directory.toAbsolutePath());
            return under(directory.toAbsolutePath());
        }
        LOG.info("knowledge from the defaults in the jar");
        return PackedKnowledge.files();
    }

    private static KnowledgeFiles under(Path directory) {
        try {
            return KnowledgeFiles.under(directory);
        } catch (UncheckedIOException e) {
            throw new KnowledgeRefused(List.of(
                    new Problem(directory.toString(), null, "%s (%s)".formatted(e.getMessage(), e.getCause()))));
        }
    }
}
