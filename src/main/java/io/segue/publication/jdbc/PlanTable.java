package io.segue.publication.jdbc;

import io.segue.publication.PlannedRelease;
import io.segue.publication.ReleaseWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Releases that wait for their instant. */
final class PlanTable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    PlanTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(PlannedRelease planned) {
        jdbc.sql("""
                        INSERT INTO planned_release (id, at, actor, created_at, wish, state)
                        VALUES (:id, :at, :actor, :createdAt, :wish, :state)""")
                .param("id", planned.id())
                .param("at", planned.at().toEpochMilli())
                .param("actor", planned.by())
                .param("createdAt", planned.createdAt().toEpochMilli())
                .param("wish", JSON.writeValueAsString(planned.wish()))
                .param("state", planned.state().name())
                .update();
    }

    Optional<PlannedRelease> get(String id) {
        return jdbc.sql("SELECT * FROM planned_release WHERE id = :id")
                .param("id", id)
                .query(PlanTable::planned)
                .optional();
    }

    List<PlannedRelease> list(boolean ended, int limit) {
        return jdbc.sql(
                        ended
                                ? "SELECT * FROM planned_release ORDER BY at DESC, id LIMIT :limit"
                                : "SELECT * FROM planned_release WHERE state = 'WAITING' ORDER BY at, id LIMIT :limit")
                .param("limit", limit)
                .query(PlanTable::planned)
                .list();
    }

    /** The first that is due and that nobody works on. */
    Optional<PlannedRelease> due(Instant now, Instant stale) {
        return jdbc.sql("""
                        SELECT * FROM planned_release
                        WHERE state = 'WAITING' AND at <= :now AND (claimed_at IS NULL OR claimed_at < :stale)
                        ORDER BY at, id LIMIT 1""")
                .param("now", now.toEpochMilli())
                .param("stale", stale.toEpochMilli())
                .query(PlanTable::planned)
                .optional();
    }

    boolean claim(String id, Instant now, Instant stale) {
        return jdbc.sql("""
                                UPDATE planned_release SET claimed_at = :now
                                WHERE id = :id AND state = 'WAITING' AND (claimed_at IS NULL OR claimed_at < :stale)""")
                        .param("now", now.toEpochMilli())
                        .param("id", id)
                        .param("stale", stale.toEpochMilli())
                        .update()
                == 1;
    }

    /** Ends one that waits; one that somebody works on can't be cancelled. */
    boolean end(String id, PlannedRelease.State state, String outcome, Instant at) {
        return jdbc.sql("""
                                UPDATE planned_release SET state = :state, outcome = :outcome, ended_at = :at
                                WHERE id = :id AND state = 'WAITING'
                                  AND (:state <> 'CANCELLED' OR claimed_at IS NULL)""")
                        .param("state", state.name())
                        .param("outcome", outcome)
                        .param("at", at.toEpochMilli())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static PlannedRelease planned(ResultSet row, int number) throws SQLException {
        var endedAt = row.getLong("ended_at");
        var isEnded = !row.wasNull();
        return new PlannedRelease(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                JSON.readValue(row.getString("wish"), ReleaseWish.class),
                PlannedRelease.State.valueOf(row.getString("state")),
                isEnded ? Instant.ofEpochMilli(endedAt) : null,
                row.getString("outcome"));
    }
}
