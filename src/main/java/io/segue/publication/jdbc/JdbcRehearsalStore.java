package io.segue.publication.jdbc;

import io.segue.publication.Rehearsal;
import io.segue.publication.RehearsalReport;
import io.segue.publication.RehearsalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rehearsals in a SQL database. Every transaction begins with a statement that checks and writes at once. */
@Component
@DependsOnDatabaseInitialization
class JdbcRehearsalStore implements RehearsalStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String SELECT = """
            SELECT id, draft, knowledge, state, as_of, sample, days, time_limit, done, total, queued_at, started_at,
                finished_at, problems, report
            FROM rehearsal\s""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    JdbcRehearsalStore(DataSource database) {
        jdbc = new JdbcTemplate(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Override
    public Rehearsal queue(Rehearsal wanted, String member) {
        var id = jdbc.queryForObject(
                """
                INSERT INTO rehearsal (id, draft, knowledge, state, as_of, sample, days, time_limit, done, total, queued_at, problems,
                    member)
                VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM rehearsal), ?, ?, 'QUEUED', ?, ?, ?, ?, 0, 0, ?, '[]', ?)
                RETURNING id""",
                Long.class,
                wanted.draft(),
                wanted.knowledge(),
                wanted.asOf().toEpochMilli(),
                wanted.sample(),
                wanted.days(),
                wanted.timeLimitSeconds(),
                wanted.queuedAt().toEpochMilli(),
                member);
        return get(Objects.requireNonNull(id)).orElseThrow();
    }

    @Override
    public Optional<Rehearsal> get(long id) {
        return jdbc.query(SELECT + "WHERE id = ?", JdbcRehearsalStore::row, id).stream()
                .findFirst();
    }

    @Override
    public Optional<Rehearsal> latest(String draft) {
        return jdbc.query(SELECT + "WHERE draft = ? ORDER BY id DESC LIMIT 1", JdbcRehearsalStore::row, draft).stream()
                .findFirst();
    }

    @Override
    public boolean begin(long id, Instant at) {
        return jdbc.update(
                        "UPDATE rehearsal SET state = 'RUNNING', started_at = ? WHERE id = ? AND state = 'QUEUED'",
                        at.toEpochMilli(),
                        id)
                == 1;
    }

    @Override
    public void cancel(long id, Instant at) {
        jdbc.update("UPDATE rehearsal SET cancel = 1 WHERE id = ? AND finished_at IS NULL", id);
        jdbc.update(
                "UPDATE rehearsal SET state = 'CANCELLED', finished_at = ? WHERE id = ? AND state = 'QUEUED'",
                at.toEpochMilli(),
                id);
    }

    @Override
    public boolean progress(long id, int done, int total) {
        return jdbc
                .queryForList(
                        "UPDATE rehearsal SET done = ?, total = ? WHERE id = ? RETURNING cancel",
                        Integer.class,
                        done,
                        total,
                        id)
                .stream()
                .anyMatch(cancel -> cancel != 0);
    }

    @Override
    public void end(
            long id, Rehearsal.State state, List<String> problems, @Nullable RehearsalReport report, Instant at) {
        transactions.executeWithoutResult(any -> {
            if (update(id, state, problems, report, at)) takeOut(id);
        });
    }

    /** Whether it had not ended before, as when it was taken for lost. */
    private boolean update(
            long id, Rehearsal.State state, List<String> problems, @Nullable RehearsalReport report, Instant at) {
        return jdbc.update(
                        "UPDATE rehearsal SET state = ?, problems = ?, report = ?, finished_at = ? WHERE id = ? AND finished_at IS NULL",
                        state.name(),
                        JSON.writeValueAsString(problems),
                        report == null ? null : JSON.writeValueAsString(report),
                        at.toEpochMilli(),
                        id)
                == 1;
    }

    @Override
    public void forget(Collection<String> userIds) {
        transactions.executeWithoutResult(any -> {
            for (var running : lockRunning()) erasedWhile(running, userIds);
        });
        for (var id : jdbc.queryForList("SELECT id FROM rehearsal WHERE finished_at IS NOT NULL", Long.class))
            if (mentions(id, userIds)) get(id).ifPresent(rehearsal -> forget(rehearsal, userIds));
    }

    /** Those that run, none of which ends before the caller's transaction. */
    private List<Long> lockRunning() {
        return jdbc.queryForList(
                "UPDATE rehearsal SET state = state WHERE state = 'RUNNING' AND finished_at IS NULL RETURNING id",
                Long.class);
    }

    private void erasedWhile(long running, Collection<String> userIds) {
        for (var userId : userIds)
            jdbc.update(
                    "INSERT INTO rehearsal_erased (rehearsal_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    running,
                    userId);
    }

    /** Who was erased while it ran. */
    private void takeOut(long ended) {
        var userIds =
                jdbc.queryForList("SELECT user_id FROM rehearsal_erased WHERE rehearsal_id = ?", String.class, ended);
        if (userIds.isEmpty()) return;
        get(ended).ifPresent(rehearsal -> forget(rehearsal, userIds));
        jdbc.update("DELETE FROM rehearsal_erased WHERE rehearsal_id = ?", ended);
    }

    /** Whether any of the ids stands anywhere in what it found; a report is large, and few have anything of one user. */
    private boolean mentions(long id, Collection<String> userIds) {
        var found = jdbc.queryForList(
                "SELECT problems || COALESCE(report, '') FROM rehearsal WHERE id = ?", String.class, id);
        return found.stream().anyMatch(text -> userIds.stream()
                .map(JSON::writeValueAsString)
                .anyMatch(written -> text.contains(
                        // without its closing quote, since more may follow
                        written.substring(0, written.length() - 1))));
    }

    private void forget(Rehearsal rehearsal, Collection<String> userIds) {
        var left = rehearsal.without(userIds);
        if (left.equals(rehearsal)) return;
        jdbc.update(
                "UPDATE rehearsal SET problems = ?, report = ? WHERE id = ?",
                JSON.writeValueAsString(left.problems()),
                left.report() == null ? null : JSON.writeValueAsString(left.report()),
                left.id());
    }

    @Override
    public Map<Long, String> unfinished() {
        var members = new TreeMap<Long, String>();
        jdbc.query("SELECT id, COALESCE(member, '') FROM rehearsal WHERE finished_at IS NULL", (RowCallbackHandler)
                row -> members.put(row.getLong(1), row.getString(2)));
        return members;
    }

    private static Rehearsal row(ResultSet row, int number) throws SQLException {
        var sample = row.getInt("sample");
        var everyone = row.wasNull();
        var report = row.getString("report");
        return new Rehearsal(
                row.getLong("id"),
                row.getString("draft"),
                row.getString("knowledge"),
                Rehearsal.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("as_of")),
                everyone ? null : (Integer) sample,
                row.getInt("days"),
                row.getLong("time_limit"),
                row.getInt("done"),
                row.getInt("total"),
                Instant.ofEpochMilli(row.getLong("queued_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                JSON.readValue(row.getString("problems"), TEXTS),
                report == null ? null : JSON.readValue(report, RehearsalReport.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
