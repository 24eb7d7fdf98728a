package io.segue.publication;

import io.segue.decisions.Playbook;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Playbooks.Held;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this member at the release that is live. What is to come live is compiled beforehand, and what was live is kept for a
 * while, so that the switch itself is one assignment. Safe for use by many threads.
 */
public final class LiveKnowledge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKnowledge.class);

    /** The version before, to go back to at once, and one that is about to come. */
    private static final int MOST_READY = 2;

    /** What can't be compiled now hardly can in a moment, and trying takes seconds. */
    private static final long AGAIN_NANOS = 30_000_000_000L;

    private final KnowledgeStore store;
    private final Playbooks playbooks;
    private final Map<String, Held> ready = new LinkedHashMap<>(); // guarded by this, the longest there first
    private volatile long seq;
    private volatile boolean behind;
    private volatile long failedAt;

    public LiveKnowledge(KnowledgeStore store, Playbooks playbooks) {
        this.store = store;
        this.playbooks = playbooks;
    }

    /** The seq of the release that is live here; 0 before this member first looked. */
    public long seq() {
        return seq;
    }

    /** Whether another release is live than this member can decide by. */
    public boolean behind() {
        return behind;
    }

    /**
     * Compiles a version that is kept, unless it is ready or live. Takes seconds.
     *
     * @throws KnowledgeRefused      when it can't be used
     * @throws IllegalStateException when it is not kept
     */
    public void prepare(String version) {
        synchronized (this) {
            if (isReady(version)) return;
        }
        // other members may ask meanwhile what is live
        makeReady(version, compile(version));
    }

    /** Takes in what is compiled already. */
    public void prepared(Held held) {
        makeReady(held.playbook().knowledge().version(), held);
    }

    /** Holds a version that is compiled beforehand, or was live until a moment ago; to be closed. Empty for any other. */
    synchronized Optional<Held> ready(String version) {
        return Optional.ofNullable(ready.get(version)).filter(Held::again);
    }

    private boolean isReady(String version) {
        return ready.containsKey(version)
                || playbooks.live().knowledge().version().equals(version);
    }

    private synchronized void makeReady(String version, Held held) {
        if (isReady(version)) {
            held.close();
            return;
        }
        ready.put(version, held);
        while (ready.size() > MOST_READY) {
            var longest = ready.keySet().iterator().next();
            var dropped = ready.remove(longest);
            if (dropped != null) dropped.close();
        }
    }

    private Held compile(String version) {
        var files = store.files(version)
                .orElseThrow(() -> new IllegalStateException("the files of knowledge " + version + " are not kept"));
        return Held.timed(() -> compiled(files));
    }

    /** @throws KnowledgeRefused with everything that is wrong */
    static Playbook compiled(KnowledgeFiles files) {
        var problems = new Problems();
        return Playbook.read(files, problems).orElseThrow(() -> new KnowledgeRefused(problems.all()));
    }

    /** Goes to the release that is live, if this member is not there. */
    public void follow() {
        var live = store.live();
        if (live.isEmpty() || live.get().seq() <= seq) return;
        var release = live.get();
        if (behind && System.nanoTime() - failedAt < AGAIN_NANOS) return;
        try {
            prepare(release.version());
            switchTo(release);
        } catch (RuntimeException e) {
            behind = true;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    private synchronized void switchTo(Release release) {
        // another thread may have gone there, or further, meanwhile
        if (release.seq() <= seq) return;
        var version = release.version();
        var next = ready.remove(version);
        if (next == null && !playbooks.live().knowledge().version().equals(version)) {
            // dropped to make room since it was made ready; the next look makes it ready again
            return;
        }
        if (next != null) {
            var before = playbooks.hold();
            playbooks.switchTo(next);
            makeReady(before.playbook().knowledge().version(), before);
        }
        seq = release.seq();
        behind = false;
        LOG.info("knowledge {} is live ({} of release {})", version, release.kind(), release.seq());
    }

    /** Frees what is ready and not live. */
    @Override
    public synchronized void close() {
        ready.values().forEach(Held::close);
        ready.clear();
    }
}
