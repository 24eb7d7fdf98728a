package io.segue.publication.jdbc;

import io.segue.tables.KnowledgeFiles;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contents of files, and which of them make a version. */
final class FileTable {
    private final JdbcClient jdbc;

    FileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(byte[] content) {
        jdbc.sql("INSERT INTO knowledge_file (hash, content) VALUES (:hash, :content) ON CONFLICT (hash) DO NOTHING")
                .param("hash", KnowledgeFiles.hash(content))
                .param("content", content)
                .update();
    }

    void keep(String version, Map<String, String> manifest) {
        manifest.forEach((path, hash) -> jdbc.sql("""
                        INSERT INTO knowledge_version (version, path, hash) VALUES (:version, :path, :hash)
                        ON CONFLICT (version, path) DO NOTHING""")
                .param("version", version)
                .param("path", path)
                .param("hash", hash)
                .update());
    }

    Map<String, String> manifest(String version) {
        var manifest = new TreeMap<String, String>();
        jdbc.sql("SELECT path, hash FROM knowledge_version WHERE version = :version")
                .param("version", version)
                .query(row -> {
                    manifest.put(row.getString("path"), row.getString("hash"));
                });
        return manifest;
    }

    byte[] content(String hash) {
        return jdbc.sql("SELECT content FROM knowledge_file WHERE hash = :hash")
                .param("hash", hash)
                .query((row, number) -> row.getBytes("content"))
                .single();
    }
}
