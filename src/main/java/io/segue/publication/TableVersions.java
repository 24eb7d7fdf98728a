package io.segue.publication;

import io.segue.tables.KnowledgeFiles;
import java.util.Map;
import java.util.TreeMap;

/** What each workbook says, as a short name of it. */
final class TableVersions {
    private static final String FOLDER = "decision-tables/";
    private static final String SUFFIX = ".xlsx";

    private TableVersions() {}

    /** Workbooks by name without {@code .xlsx}. */
    static Map<String, String> of(KnowledgeFiles files) {
        var versions = new TreeMap<String, String>();
        files.matching(FOLDER, SUFFIX)
                .forEach((path, content) ->
                        versions.put(tableOf(path), KnowledgeFiles.hash(content).substring(0, 12)));
        return versions;
    }

    /** The name of the workbook that lies there. */
    static String tableOf(String path) {
        return path.substring(FOLDER.length(), path.length() - SUFFIX.length());
    }
}
