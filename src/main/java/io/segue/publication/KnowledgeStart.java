package io.segue.publication;

import io.segue.decisions.Playbook;
import io.segue.tables.KnowledgeFiles;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a starting member decides by: what is live, with what changed in the directory since that was last read. While the
 * database comes up, the directory is compiled: mostly that is it, and if not, the compiler is warm.
 */
public final class KnowledgeStart implements Supplier<Playbook> {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeStart.class);

    private final KnowledgeFiles directory;
    private final CompletableFuture<Releases> kept = new CompletableFuture<>();

    /** @param directory what lies there */
    public KnowledgeStart(KnowledgeFiles directory) {
        this.directory = directory;
    }

    /** Tells where versions are kept, once the database is there. */
    void keptIn(KnowledgeStore store, Clock clock) {
        kept.complete(new Releases(store, clock));
    }

    /**
     * The playbook to begin with; its version is live when this returns.
     *
     * @throws KnowledgeRefused when what changed can't be used
     */
    @Override
    public Playbook get() {
        @Nullable Playbook lying = null;
        @Nullable KnowledgeRefused refused = null;
        try {
            lying = LiveKnowledge.compiled(directory);
        } catch (KnowledgeRefused e) {
            // counts only if nothing that was published stands in its place
            refused = e;
        }
        var releases = kept.join();
        while (true) {
            var renewal = Renewal.of(releases.store(), directory, List.of());
            var isDirectory = renewal.files().version().equals(directory.version());
            if (isDirectory && refused != null) throw refused;
            var playbook = isDirectory && lying != null ? lying : LiveKnowledge.compiled(renewal.files());
            if (renewal.isLive() || begin(renewal, playbook, releases)) {
                if (lying != null && lying != playbook) lying.knowledge().retire();
                LOG.info(
                        "knowledge {}: {} rules",
                        playbook.knowledge().version(),
                        playbook.knowledge().rules().size());
                return playbook;
            }
            if (playbook != lying) playbook.knowledge().retire();
        }
    }

    /** False when another member released something meanwhile. */
    private static boolean begin(Renewal renewal, Playbook playbook, Releases releases) {
        var failing = Check.failing(renewal.files(), playbook);
        if (!failing.isEmpty()) {
            playbook.knowledge().retire();
            throw new KnowledgeRefused(failing.all());
        }
        for (var path : renewal.kept())
            LOG.warn("{} changed in the directory, but was published too, and stays as published", path);
        return releases.add(renewal, Release.Kind.START, "found at the start", Actor.SERVICE)
                .isPresent();
    }
}
