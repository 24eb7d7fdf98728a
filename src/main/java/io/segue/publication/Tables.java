package io.segue.publication;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The decision tables that are live, as workbooks. Safe for use by many threads. */
public final class Tables {
    private final KnowledgeStore store;

    public Tables(KnowledgeStore store) {
        this.store = store;
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
     */
    public record Entry(String name, String version) {}

    /**
     * A table to be edited.
     *
     * @param version what it says
     * @param content an .xlsx file
     */
    public record Download(String version, byte[] content) {}

    /** What is live. */
    public Live live() {
        var release = store.live().orElseThrow();
        return new Live(
                release.version(),
                release.detail().tables().entrySet().stream()
                        .map(table -> new Entry(table.getKey(), table.getValue()))
                        .sorted(Comparator.comparing(Entry::name))
                        .toList());
    }

    /**
     * The workbook of that name; empty for one that is not known.
     *
     * @param withBoundaries whether its cases are filled up with one on each side of every threshold
     */
    public Optional<Download> workbook(String table, boolean withBoundaries) {
        var release = store.live().orElseThrow();
        var version = release.detail().tables().get(table);
        if (version == null) return Optional.empty();
        var content = store.files(release.version())
                .orElseThrow()
                .matching(Draft.path(table), "")
                .get(Draft.path(table));
        return content == null ? Optional.empty() : Optional.of(new Download(version, content));
    }
}
