package io.segue;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.profiles.Profiles;
import io.segue.sales.Accounts;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import io.segue.tracking.TrackingPlan;
import io.segue.tracking.TrackingPlanSheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the knowledge, checks and compiles it, and puts together what decides with it. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfig {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeConfig.class);
    private static final String PACKED = "knowledge/";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** From the directory that is configured, else the working directory if it has both folders, else the defaults in the jar. */
    @Bean
    KnowledgeFiles knowledgeFiles(@Value("${segue.knowledge-dir:}") String configured) {
        var here = Path.of("");
        if (!configured.isBlank()
                || Files.isDirectory(here.resolve("rules")) && Files.isDirectory(here.resolve("decision-tables"))) {
            var directory = configured.isBlank() ? here.toAbsolutePath() : Path.of(configured);
            LOG.info("knowledge from {}", directory.toAbsolutePath());
            try {
                return KnowledgeFiles.under(directory.toAbsolutePath());
            } catch (UncheckedIOException e) {
                throw new KnowledgeRefused(List.of(new Problem(
                        directory.toAbsolutePath().toString(),
                        null,
                        "%s (%s)".formatted(e.getMessage(), e.getCause()))));
            }
        }
        LOG.info("knowledge from the defaults in the jar");
        return packed();
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

    @Bean
    TrackingPlan trackingPlan(KnowledgeFiles files) {
        var problems = new Problems();
        return TrackingPlanSheet.read(files, problems).orElseThrow(() -> {
            Playbook.read(files, problems);
            return new KnowledgeRefused(problems.all());
        });
    }

    @Bean
    Playbooks playbooks(KnowledgeFiles files) {
        return new Playbooks(() -> {
            var problems = new Problems();
            var playbook = Playbook.read(files, problems).orElseThrow(() -> new KnowledgeRefused(problems.all()));
            LOG.info(
                    "knowledge {}: {} rules",
                    playbook.knowledge().version(),
                    playbook.knowledge().rules().size());
            return playbook;
        });
    }

    /** No request is taken before the knowledge is compiled, and with refused knowledge none at all. */
    @Bean
    SmartInitializingSingleton compiledBeforeServing(Playbooks playbooks) {
        return playbooks::live;
    }

    /** Asks for the playbooks first, so that compiling begins before the store and the cluster member start. */
    @Bean
    DecisionService decisions(
            Playbooks playbooks, Profiles profiles, Standings standings, @Value("${segue.time-zone:UTC}") ZoneId zone) {
        return new DecisionService(profiles, playbooks, standings, zone);
    }

    @Bean
    Accounts accounts(Profiles profiles, DecisionService decisions) {
        return new Accounts(profiles, decisions);
    }
}
