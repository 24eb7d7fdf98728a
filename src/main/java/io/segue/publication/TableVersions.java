package io.segue.publication;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What each workbook says, as a short name of it; see {@link TableContents#version}. */
final class TableVersions {
    private static final String FOLDER = "decision-tables/";
    private static final String SUFFIX = ".xlsx";
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
        files.matching(FOLDER, SUFFIX)
                .forEach((path, content) -> versions.put(tableOf(path), of(tableOf(path), content)));
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

    /** The name of the workbook that lies there. */
    static String tableOf(String path) {
        return path.substring(FOLDER.length(), path.length() - SUFFIX.length());
    }
}
