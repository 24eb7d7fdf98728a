package io.segue.publication;

import io.segue.decisions.Playbooks;
import io.segue.publication.TableWorkbook.Options;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decision tables that are live, as workbooks. Safe for use by many threads. */
public final class Tables {
    private static final int MOST_KEPT = 64;

    private final KnowledgeStore store;
    private final Playbooks playbooks;

    /** Workbooks lately written, which takes a while; guarded by this. */
    private final Map<String, byte[]> written = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** What was asked for last; reading all workbooks takes a while. */
    private volatile @Nullable Live last;

    public Tables(KnowledgeStore store, Playbooks playbooks) {
        this.store = store;
        this.playbooks = playbooks;
    }

    /**
     * What is live.
     *
     * @param version names it
     * @param tables  each workbook, by name
     */
    public record Live(String version, List<Entry> tables) {}

    /**
     * A workbook.
     *
     * @param name    without {@code .xlsx}
     * @param version what it says; the ETag of its workbook
     * @param sheets  those that decide or are looked up
     */
    public record Entry(String name, String version, List<SheetEntry> sheets) {}

    /**
     * A sheet.
     *
     * @param name      as its tab says
     * @param decides   what its rows decide, {@code segments.lifecycle}; null for a list that is looked up
     * @param hitPolicy what it means that several rows match; null likewise
     * @param rows      how many it has
     */
    public record SheetEntry(
            String name, @Nullable String decides, @Nullable String hitPolicy, int rows) {}

    /**
     * A table to be edited.
     *
     * @param version what it says
     * @param content an .xlsx file
     */
    public record Download(String version, byte[] content) {}

    /** What is live. */
    public Live live() {
        var release = current();
        var known = last;
        if (known != null && known.version().equals(release.version())) return known;
        var found = read(release);
        last = found;
        return found;
    }

    private Live read(Release release) {
        var files = store.files(release.version()).orElseThrow();
        var entries = new ArrayList<Entry>();
        release.detail().tables().forEach((name, version) -> {
            var path = KnowledgeFiles.pathOf(name);
            var content = files.matching(path, "").get(path);
            if (content == null) return;
            var sheets = TableContents.read(name, content, new Problems()).sheets().stream()
                    .filter(sheet -> sheet.kind() != TableContents.Kind.CASES)
                    .map(sheet -> new SheetEntry(
                            sheet.name(),
                            sheet.topic() == null ? null : sheet.topic().name(),
                            sheet.policy() == null
                                    ? null
                                    : sheet.policy().kind().name(),
                            sheet.rows().size()))
                    .toList();
            entries.add(new Entry(name, version, sheets));
        });
        return new Live(release.version(), List.copyOf(entries));
    }

    private Release current() {
        return store.live().orElseThrow(() -> new IllegalStateException("no release is live"));
    }

    /**
     * The workbook of that name; empty for one that is not known.
     *
     * @param withBoundaries whether its cases are filled up with one on each side of every threshold
     */
    public Optional<Download> workbook(String table, boolean withBoundaries) {
        var release = current();
        var version = release.detail().tables().get(table);
        if (version == null) return Optional.empty();
        return Optional.of(new Download(version, written(release.version(), table, withBoundaries)));
    }

    private byte[] written(String knowledge, String table, boolean withBoundaries) {
        var key = knowledge + " " + table + " " + withBoundaries;
        synchronized (this) {
            var known = written.get(key);
            if (known != null) return known;
        }
        var options = withBoundaries ? new Options(boundaries(table)) : Options.NONE;
        var content = TableWorkbook.render(store.files(knowledge).orElseThrow(), table, options);
        synchronized (this) {
            written.put(key, content);
        }
        return content;
    }

    private List<BoundaryCases.Example> boundaries(String table) {
        try (var held = playbooks.hold()) {
            return BoundaryCases.of(table + ".xlsx", held.playbook().knowledge());
        }
    }
}
