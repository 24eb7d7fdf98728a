package io.segue.publication.jdbc;

import io.segue.publication.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What came live, in order. */
final class ReleaseTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> HASHES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    ReleaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds one behind the release before it; false when that one is not there. Throws where its place is taken. */
    boolean add(Release release) {
        return jdbc.sql("""
                                INSERT INTO knowledge_release (seq, version, kind, at, actor, comment, detail, directory)
                                SELECT :seq, :version, :kind, :at, :actor, :comment, :detail, :directory
                                WHERE (SELECT COALESCE(MAX(seq), 0) FROM knowledge_release) = :before""")
                        .param("seq", release.seq())
                        .param("version", release.version())
                        .param("kind", release.kind().name())
                        .param("at", release.at().toEpochMilli())
                        .param("actor", release.by())
                        .param("comment", release.comment())
                        .param("detail", JSON.writeValueAsString(release.detail()))
                        .param("directory", JSON.writeValueAsString(release.directory()))
                        .param("before", release.seq() - 1)
                        .update()
                == 1;
    }

    List<Release> latest(long before, int limit) {
        return jdbc.sql("SELECT * FROM knowledge_release WHERE seq < :before ORDER BY seq DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(ReleaseTable::release)
                .list();
    }

    Optional<Release> lastOf(String version) {
        return jdbc.sql("SELECT * FROM knowledge_release WHERE version = :version ORDER BY seq DESC LIMIT 1")
                .param("version", version)
                .query(ReleaseTable::release)
                .optional();
    }

    private static Release release(ResultSet row, int number) throws SQLException {
        return new Release(
                row.getLong("seq"),
                row.getString("version"),
                Release.Kind.valueOf(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("comment"),
                JSON.readValue(row.getString("detail"), Release.Detail.class),
                JSON.readValue(row.getString("directory"), HASHES));
    }
}
