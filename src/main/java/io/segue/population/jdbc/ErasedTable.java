package io.segue.population.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of users who are to be taken out of what a refresh still writes, and of how often any were taken out. */
final class ErasedTable {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    ErasedTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long refresh, Collection<String> userIds) {
        jdbc.batchUpdate(
                "INSERT INTO refresh_erased (refresh_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                userIds,
                BATCH,
                (row, userId) -> {
                    row.setLong(1, refresh);
                    row.setString(2, userId);
                });
    }

    List<String> of(long refresh) {
        return jdbc.queryForList("SELECT user_id FROM refresh_erased WHERE refresh_id = ?", String.class, refresh);
    }

    void delete(long refresh) {
        jdbc.update("DELETE FROM refresh_erased WHERE refresh_id = ?", refresh);
    }

    void countUp() {
        jdbc.update("UPDATE refresh_taken_out SET times = times + 1");
    }

    long times() {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT times FROM refresh_taken_out", Long.class));
    }
}
