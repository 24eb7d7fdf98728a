package io.segue.publication;

import io.segue.publication.TableDiff.Step;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came live, when and why, and what waits. Safe for use by many threads. */
public final class History {
    private static final int MOST_PLANNED = 100;
    private static final int PAGE = 100;

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

    /** The release before one; empty for the first. */
    public Optional<Release> before(Release release) {
        return store.releases(release.seq(), 1).stream().findFirst();
    }

    /** Planned releases that wait, the next first, at most 100. */
    public List<PlannedRelease> planned() {
        return store.planned(false, MOST_PLANNED);
    }

    /** The planned release of that id. */
    public Optional<PlannedRelease> planned(String id) {
        return store.planned(id);
    }

    /**
     * What a table says other than at an earlier time, each change with who and when of the release that brought it.
     *
     * @param base what it said, by the version of its contents
     * @return empty when no release ever said that
     */
    public Optional<TableDiff> since(String table, String base) {
        var steps = new ArrayList<Step>();
        Long before = null;
        while (true) {
            var page = store.releases(before, PAGE);
            for (var release : page) {
                var version = release.detail().tables().get(table);
                if (version == null) continue;
                // of a run of releases that say the same, the first one brought it
                if (!steps.isEmpty() && steps.get(0).contents().version().equals(version)) steps.remove(0);
                steps.add(0, step(release, table));
                if (version.equals(base)) return Optional.of(TableDiff.over(steps));
            }
            if (page.size() < PAGE) return Optional.empty();
            before = page.get(page.size() - 1).seq();
        }
    }

    /** What a draft changes of what it was made from. */
    TableDiff diff(Draft draft, byte[] content) {
        var base = said(draft.table(), draft.base())
                .orElseThrow(
                        () -> new IllegalStateException("no release says what draft " + draft.id() + " was made from"));
        var after = TableContents.read(draft.table(), content, new Problems());
        return TableDiff.over(List.of(
                new Step(contents(base, draft.table()), null, null),
                new Step(after, draft.author(), draft.createdAt())));
    }

    /** The last release in which a table said that. */
    private Optional<Release> said(String table, String version) {
        Long before = null;
        while (true) {
            var page = store.releases(before, PAGE);
            for (var release : page)
                if (version.equals(release.detail().tables().get(table))) return Optional.of(release);
            if (page.size() < PAGE) return Optional.empty();
            before = page.get(page.size() - 1).seq();
        }
    }

    /**
     * What changed between two releases, table by table, each change with who and when of the release that brought it.
     *
     * @param from the earlier one; what is later is told as taken back
     */
    public List<TableDiff> diff(Release from, Release to) {
        var diffs = new ArrayList<TableDiff>();
        var tables = new TreeSet<>(from.detail().tables().keySet());
        tables.addAll(to.detail().tables().keySet());
        for (var table : tables) {
            var before = from.detail().tables().get(table);
            var after = to.detail().tables().get(table);
            if (before == null || after == null || before.equals(after)) continue;
            diffs.add(TableDiff.over(steps(table, from, to)));
        }
        return diffs;
    }

    private List<Step> steps(String table, Release from, Release to) {
        var steps = new ArrayList<Step>();
        steps.add(step(from, table));
        for (long seq = from.seq() + 1; seq <= to.seq(); seq++) {
            var release = store.release(seq).orElseThrow();
            var said = release.detail().tables().get(table);
            if (said != null
                    && !said.equals(steps.get(steps.size() - 1).contents().version())) steps.add(step(release, table));
        }
        if (to.seq() < from.seq()) steps.add(step(to, table));
        return steps;
    }

    /** Whoever changed a table is the author of its draft; of what came otherwise, whoever brought it. */
    private Step step(Release release, String table) {
        var author = release.detail().drafts().stream()
                .filter(draft -> draft.table().equals(table))
                .map(Release.Authored::author)
                .findFirst()
                .orElse(release.by());
        return new Step(contents(release, table), author, release.at());
    }

    private TableContents contents(Release release, String table) {
        var path = KnowledgeFiles.pathOf(table);
        var content = store.file(release.version(), path)
                .orElseThrow(() -> new IllegalStateException(path + " of " + release.version() + " is lost"));
        return TableContents.read(table, content, new Problems());
    }
}
