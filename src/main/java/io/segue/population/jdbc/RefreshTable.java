package io.segue.population.jdbc;

import io.segue.population.Claim;
import io.segue.population.ClaimLost;
import io.segue.population.Distribution;
import io.segue.population.Refresh;
import io.segue.population.Unfinished;
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

    /** With the refresh and the number of a claim: whether it is still the one that counts. */
    private static final String HELD = "id = ? AND claim = ? AND state = 'RUNNING' AND beat >= 0";

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

    long lastFinished() {
        var last = jdbc.queryForObject("SELECT COALESCE(MAX(finished), 0) FROM refresh", Long.class);
        return Objects.requireNonNull(last);
    }

    /** The one with the smallest id: a smaller one never comes, so it stays that until it ends. */
    Optional<Unfinished> next() {
        return jdbc
                .query(
                        "SELECT id, state, claim, beat FROM refresh WHERE finished_at IS NULL ORDER BY id LIMIT 1",
                        (row, number) -> new Unfinished(
                                row.getLong(1),
                                Refresh.State.valueOf(row.getString(2)),
                                row.getLong(3),
                                row.getLong(4)))
                .stream()
                .findFirst();
    }

    boolean claim(Unfinished seen, String knowledgeVersion, Instant at) {
        return jdbc.update(
                        """
                UPDATE refresh SET state = 'RUNNING', claim = claim + 1, beat = 0, knowledge = ?,
                    started_at = COALESCE(started_at, ?), done = 0, total = 0, errors = '[]'
                WHERE id = ? AND state = ? AND claim = ? AND beat = ?
                    AND id = (SELECT MIN(id) FROM refresh WHERE finished_at IS NULL)""",
                        knowledgeVersion,
                        at.toEpochMilli(),
                        seen.id(),
                        seen.state().name(),
                        seen.claim(),
                        seen.beat())
                == 1;
    }

    /** Whether somebody wants it to end; empty when the claim is lost. */
    Optional<Boolean> beat(Claim claim) {
        return jdbc
                .queryForList(
                        "UPDATE refresh SET beat = beat + 1 WHERE " + HELD + " RETURNING cancel",
                        Integer.class,
                        claim.refresh(),
                        claim.number())
                .stream()
                .findFirst()
                .map(cancel -> cancel != 0);
    }

    void release(Claim claim) {
        held(claim, jdbc.update("UPDATE refresh SET beat = -1 WHERE " + HELD, claim.refresh(), claim.number()));
    }

    void cancel(long id, Instant at) {
        jdbc.update("""
                UPDATE refresh SET cancel = 1,
                    finished_at = CASE WHEN state = 'QUEUED' THEN ? END,
                    state = CASE WHEN state = 'QUEUED' THEN 'CANCELLED' ELSE state END
                WHERE id = ? AND finished_at IS NULL""", at.toEpochMilli(), id);
    }

    void total(Claim claim, int total) {
        held(claim, jdbc.update("UPDATE refresh SET total = ? WHERE " + HELD, total, claim.refresh(), claim.number()));
    }

    void progress(Claim claim, int done, List<String> errors) {
        held(
                claim,
                jdbc.update(
                        "UPDATE refresh SET done = ?, errors = ? WHERE " + HELD,
                        done,
                        JSON.writeValueAsString(errors),
                        claim.refresh(),
                        claim.number()));
    }

    void finish(Claim claim, Distribution distribution, Instant at) {
        held(
                claim,
                jdbc.update(
                        """
                UPDATE refresh SET state = 'DONE', finished_at = ?, distribution = ?,
                    finished = (SELECT COALESCE(MAX(finished), 0) + 1 FROM refresh)
                WHERE\s""" + HELD,
                        at.toEpochMilli(),
                        JSON.writeValueAsString(distribution),
                        claim.refresh(),
                        claim.number()));
    }

    void giveUp(Claim claim, Refresh.State state, List<String> errors, Instant at) {
        held(
                claim,
                jdbc.update(
                        "UPDATE refresh SET state = ?, finished_at = ?, errors = ? WHERE " + HELD,
                        state.name(),
                        at.toEpochMilli(),
                        JSON.writeValueAsString(errors),
                        claim.refresh(),
                        claim.number()));
    }

    private static void held(Claim claim, int updated) {
        if (updated == 0) throw new ClaimLost(claim);
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

    /** Those that run, none of which ends before the caller's transaction. */
    List<Long> lockRunning() {
        return jdbc.queryForList(
                "UPDATE refresh SET state = state WHERE state = 'RUNNING' AND finished_at IS NULL RETURNING id",
                Long.class);
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
