package io.segue.population.jdbc;

import io.segue.population.Distribution;
import io.segue.population.Refresh;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of refreshes. Every statement that writes is one that checks and writes at once. */
final class RefreshTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String ERASED = "a user who is erased by now could not be decided on";
    private static final String SELECT =
            "SELECT id, state, as_of, done, total, started_at, finished_at, errors FROM refresh ";

    private final JdbcTemplate jdbc;

    RefreshTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Refresh insert(Instant asOf) {
        var id = jdbc.queryForObject("""
                INSERT INTO refresh (id, as_of, state, done, total, errors)
                VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM refresh), ?, 'QUEUED', 0, 0, '[]')
                RETURNING id""", Long.class, asOf.toEpochMilli());
        return get(Objects.requireNonNull(id)).orElseThrow();
    }

    Optional<Refresh> get(long id) {
        return jdbc.query(SELECT + "WHERE id = ?", RefreshTable::row, id).stream()
                .findFirst();
    }

    List<Refresh> latest(int limit) {
        return jdbc.query(SELECT + "ORDER BY id DESC LIMIT ?", RefreshTable::row, limit);
    }

    List<Refresh> finished() {
        return jdbc.query(SELECT + "WHERE finished IS NOT NULL ORDER BY as_of, finished", RefreshTable::row);
    }

    List<Refresh> unfinished() {
        return jdbc.query(SELECT + "WHERE state IN ('QUEUED', 'RUNNING')", RefreshTable::row);
    }

    boolean begin(long id, String knowledgeVersion, Instant at) {
        return jdbc.update(
                        "UPDATE refresh SET state = 'RUNNING', started_at = ?, knowledge = ? WHERE id = ? AND state = 'QUEUED'",
                        at.toEpochMilli(),
                        knowledgeVersion,
                        id)
                == 1;
    }

    boolean cancelQueued(long id, Instant at) {
        return jdbc.update(
                        "UPDATE refresh SET state = 'CANCELLED', finished_at = ? WHERE id = ? AND state = 'QUEUED'",
                        at.toEpochMilli(),
                        id)
                == 1;
    }

    void total(long id, int total) {
        jdbc.update("UPDATE refresh SET total = ? WHERE id = ?", total, id);
    }

    void progress(long id, int done, List<String> errors) {
        jdbc.update("UPDATE refresh SET done = ?, errors = ? WHERE id = ?", done, JSON.writeValueAsString(errors), id);
    }

    void finish(long id, Distribution distribution, Instant at) {
        jdbc.update("""
                UPDATE refresh SET state = 'DONE', finished_at = ?, distribution = ?,
                    finished = (SELECT COALESCE(MAX(finished), 0) + 1 FROM refresh)
                WHERE id = ?""", at.toEpochMilli(), JSON.writeValueAsString(distribution), id);
    }

    void giveUp(long id, Refresh.State state, List<String> errors, Instant at) {
        jdbc.update(
                "UPDATE refresh SET state = ?, finished_at = ?, errors = ? WHERE id = ?",
                state.name(),
                at.toEpochMilli(),
                JSON.writeValueAsString(errors),
                id);
    }

    Optional<Distribution> distribution(long id) {
        return jdbc
                .queryForList(
                        "SELECT distribution FROM refresh WHERE id = ? AND finished IS NOT NULL", String.class, id)
                .stream()
                .findFirst()
                .map(text -> JSON.readValue(text, Distribution.class));
    }

    List<Long> ids() {
        return jdbc.queryForList("SELECT id FROM refresh ORDER BY id", Long.class);
    }

    boolean isAnyRunning() {
        return !jdbc.queryForList("SELECT id FROM refresh WHERE state = 'RUNNING'", Long.class)
                .isEmpty();
    }

    /** Has errors of those users say no more whose they were. */
    void forget(long id, Collection<String> userIds) {
        int changed = 0;
        while (changed == 0) {
            var errors = jdbc.queryForList("SELECT errors FROM refresh WHERE id = ?", String.class, id)
                    .get(0);
            var left = JSON.readValue(errors, TEXTS).stream()
                    .map(line -> userIds.stream().anyMatch(userId -> line.startsWith(userId + ": ")) ? ERASED : line)
                    .toList();
            var text = JSON.writeValueAsString(left);
            if (text.equals(errors)) return;
            // a refresh that runs may have written others meanwhile
            changed = jdbc.update("UPDATE refresh SET errors = ? WHERE id = ? AND errors = ?", text, id, errors);
        }
    }

    private static Refresh row(ResultSet row, int number) throws SQLException {
        return new Refresh(
                row.getLong("id"),
                Refresh.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("as_of")),
                row.getInt("done"),
                row.getInt("total"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                JSON.readValue(row.getString("errors"), TEXTS));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
