package io.segue.publication;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What each workbook says, as a short name of it; see {@link TableContents#version}. */
final class TableVersions {
    private static final int MOST_KEPT = 500;

    /** By the hash of the content: most workbooks of a release are those of the one before, and reading one takes a while. */
    private static final Map<String, String> KEPT = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KEPT;
        }
    });

    private TableVersions() {}

    /** Workbooks by name without {@code .xlsx}. */
    static Map<String, String> of(KnowledgeFiles files) {
        var versions = new TreeMap<String, String>();
        files.workbooks()
                .forEach((path, content) ->
                        versions.put(KnowledgeFiles.tableOf(path), of(KnowledgeFiles.tableOf(path), content)));
        return versions;
    }

    private static String of(String table, byte[] content) {
        var hash = table + KnowledgeFiles.hash(content);
        var kept = KEPT.get(hash);
        if (kept != null) return kept;
        var version = TableContents.read(table, content, new Problems()).version();
        KEPT.put(hash, version);
        return version;
    }
}
