package io.segue.publication.jdbc;

import io.segue.publication.Draft;
import io.segue.tables.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Workbooks on their way. */
final class DraftTable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    DraftTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Draft draft) {
        jdbc.sql("""
                        INSERT INTO draft (id, table_name, base, hash, author, comment, created_at, state, hints)
                        VALUES (:id, :table, :base, :hash, :author, :comment, :createdAt, :state, :hints)""")
                .param("id", draft.id())
                .param("table", draft.table())
                .param("base", draft.base())
                .param("hash", draft.hash())
                .param("author", draft.author())
                .param("comment", draft.comment())
                .param("createdAt", draft.createdAt().toEpochMilli())
                .param("state", draft.state().name())
                .param("hints", JSON.writeValueAsString(draft.hints()))
                .update();
    }

    Optional<Draft> get(String id) {
        return jdbc.sql("SELECT * FROM draft WHERE id = :id")
                .param("id", id)
                .query(DraftTable::draft)
                .optional();
    }

    List<Draft> latest(@Nullable String table, Draft.@Nullable State state, @Nullable Draft before, int limit) {
        long at = before == null ? Long.MAX_VALUE : before.createdAt().toEpochMilli();
        return jdbc.sql("""
                        SELECT * FROM draft
                        WHERE (created_at < :at OR (created_at = :at AND id < :id))
                          AND table_name LIKE :table AND state LIKE :state
                        ORDER BY created_at DESC, id DESC LIMIT :limit""")
                .param("at", at)
                .param("id", before == null ? "" : before.id())
                // names of workbooks that are known have neither of LIKE's marks but the underscore, which is one of
                // itself too
                .param("table", table == null ? "%" : table)
                .param("state", state == null ? "%" : state.name())
                .param("limit", limit)
                .query(DraftTable::draft)
                .list();
    }

    /** Ends an open draft; false for any other. */
    boolean end(String id, Draft.State state, String by, Instant at, @Nullable Long released) {
        return jdbc.sql("""
                                UPDATE draft SET state = :state, ended_at = :at, ended_by = :by, released = :released
                                WHERE id = :id AND state = 'OPEN'""")
                        .param("state", state.name())
                        .param("at", at.toEpochMilli())
                        .param("by", by)
                        .param("released", released)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Draft draft(ResultSet row, int number) throws SQLException {
        var released = row.getLong("released");
        var isReleased = !row.wasNull();
        var endedAt = row.getLong("ended_at");
        var isEnded = !row.wasNull();
        return new Draft(
                row.getString("id"),
                row.getString("table_name"),
                row.getString("base"),
                row.getString("hash"),
                row.getString("author"),
                row.getString("comment"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Draft.State.valueOf(row.getString("state")),
                isEnded ? Instant.ofEpochMilli(endedAt) : null,
                row.getString("ended_by"),
                isReleased ? (Long) released : null,
                List.of(JSON.readValue(row.getString("hints"), Problem[].class)));
    }
}
