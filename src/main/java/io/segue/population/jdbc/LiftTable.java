package io.segue.population.jdbc;

import io.segue.population.Lift;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of lifts. */
final class LiftTable {
    private static final int BATCH = 1000;

    private final JdbcTemplate jdbc;

    LiftTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long refresh, Collection<Lift> lifts) {
        jdbc.batchUpdate(
                "INSERT INTO refresh_lift (refresh_id, used, feature, lift) VALUES (?, ?, ?, ?)",
                lifts,
                BATCH,
                (row, lift) -> {
                    row.setLong(1, refresh);
                    row.setString(2, lift.used());
                    row.setString(3, lift.feature());
                    row.setDouble(4, lift.lift());
                });
    }

    List<Lift> of(long refresh) {
        return jdbc.query(
                "SELECT used, feature, lift FROM refresh_lift WHERE refresh_id = ?",
                (row, number) -> new Lift(row.getString(1), row.getString(2), row.getDouble(3)),
                refresh);
    }

    void delete(long refresh) {
        jdbc.update("DELETE FROM refresh_lift WHERE refresh_id = ?", refresh);
    }
}
