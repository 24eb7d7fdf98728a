package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Event;
import io.segue.journal.Journal;
import io.segue.support.RunningSegue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole service, and what its tables keep of refreshes. */
final class RefreshingSegue implements AutoCloseable {
    private final RunningSegue segue;
    private final JdbcTemplate jdbc;

    RefreshingSegue(Path directory, String... properties) {
        segue = RunningSegue.in(directory, properties);
        jdbc = new JdbcTemplate(segue.bean(DataSource.class));
    }

    <T> T bean(Class<T> type) {
        return segue.bean(type);
    }

    Refreshes refreshes() {
        return bean(Refreshes.class);
    }

    URI uri(String path) {
        return segue.uri(path);
    }

    void append(List<Event> events) throws Exception {
        bean(Journal.class).append(events).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Refreshes, and waits for the end of it. */
    Refresh refreshed(Instant asOf) {
        var refresh = ended(refreshes(), refreshes().start(asOf).id());
        assertThat(refresh.state()).as("%s", refresh.errors()).isEqualTo(Refresh.State.DONE);
        return refresh;
    }

    static Refresh ended(Refreshes refreshes, long id) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> refreshes.get(id).orElseThrow().ended());
        return refreshes.get(id).orElseThrow();
    }

    /** What is kept of the users at a refresh, but for its id. */
    List<Map<String, Object>> results(long refresh) {
        var rows = jdbc.queryForList("SELECT * FROM refresh_member WHERE refresh_id = ? ORDER BY user_id", refresh);
        rows.forEach(row -> row.remove("refresh_id"));
        return rows;
    }

    /** How often a refresh was taken up. */
    long claims(long refresh) {
        return jdbc.queryForObject("SELECT claim FROM refresh WHERE id = ?", Long.class, refresh);
    }

    @Override
    public void close() {
        segue.close();
    }
}
