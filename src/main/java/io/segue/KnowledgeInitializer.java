package io.segue;

import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.publication.Check;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the knowledge and begins to compile it before anything else starts: compiling takes longest, and meanwhile the store, the
 * cluster member and the web server come up.
 */
class KnowledgeInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeInitializer.class);
    private static final String PACKED = "knowledge/";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var files = find(context.getEnvironment().getProperty("segue.knowledge-dir", ""));
        context.getBeanFactory().registerSingleton("knowledgeFiles", files);
        context.getBeanFactory().registerSingleton("playbooks", new Playbooks(() -> compile(files)));
    }

    private static Playbook compile(KnowledgeFiles files) {
        var checked = Check.gate(files);
        var playbook = checked.playbook();
        if (playbook == null) throw new KnowledgeRefused(checked.problems());
        checked.hints().forEach(hint -> LOG.info("worth a look: {}", hint));
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
        return packed();
    }

    private static KnowledgeFiles under(Path directory) {
        try {
            return KnowledgeFiles.under(directory);
        } catch (UncheckedIOException e) {
            throw new KnowledgeRefused(
                    List.of(Problem.of(directory.toString(), "%s (%s)".formatted(e.getMessage(), e.getCause()))));
        }
    }

    private static KnowledgeFiles packed() {
        var contents = new HashMap<String, byte[]>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + PACKED + "**")) {
                var url = URLDecoder.decode(file.getURL().toString(), StandardCharsets.UTF_8);
                if (file.isReadable() && KnowledgeFiles.isKnowledge(String.valueOf(file.getFilename())))
                    contents.put(
                            url.substring(url.lastIndexOf(PACKED) + PACKED.length()), file.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the knowledge in the jar", e);
        }
        return new KnowledgeFiles(contents);
    }
}
