package io.segue.publication;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came live, when and why, and what waits. Safe for use by many threads. */
public final class History {
    private static final int MOST_PLANNED = 100;

    private final KnowledgeStore store;

    public History(KnowledgeStore store) {
        this.store = store;
    }

    /** The release that is live. */
    public Release live() {
        return store.live().orElseThrow(() -> new IllegalStateException("no release is live"));
    }

    /** Releases, latest first; see {@link KnowledgeStore#releases}. */
    public List<Release> releases(@Nullable Long before, int limit) {
        return store.releases(before, limit);
    }

    /** The last release of that version; empty for one that never was live. */
    public Optional<Release> version(String version) {
        return store.lastOf(version);
    }

    /** Planned releases that wait, the next first, at most 100. */
    public List<PlannedRelease> planned() {
        return store.planned(false, MOST_PLANNED);
    }

    /** The planned release of that id. */
    public Optional<PlannedRelease> planned(String id) {
        return store.planned(id);
    }
}
