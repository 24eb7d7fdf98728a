package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.App;
import io.segue.journal.Event;
import io.segue.journal.Journal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole service on a directory, as it starts anywhere else. */
final class RunningSegue implements AutoCloseable {
    static final String KEY = "the-key-of-tests";

    private final ConfigurableApplicationContext context;
    private final JdbcTemplate jdbc;

    RunningSegue(Path directory) {
        context = new SpringApplicationBuilder(App.class)
                .run(
                        "--segue.data-dir=" + directory,
                        "--segue.admin-key=" + KEY,
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--segue.hazelcast.cluster-name=" + directory.getFileName());
        jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Refreshes refreshes() {
        return bean(Refreshes.class);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    void append(List<Event> events) throws Exception {
        bean(Journal.class).append(events).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Refreshes, and waits for the end of it. */
    Refresh refreshed(Instant asOf) throws InterruptedException {
        var refresh = ended(refreshes(), refreshes().start(asOf).id());
        assertThat(refresh.state()).as("%s", refresh.errors()).isEqualTo(Refresh.State.DONE);
        return refresh;
    }

    static Refresh ended(Refreshes refreshes, long id) throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            var refresh = refreshes.get(id).orElseThrow();
            if (refresh.ended()) return refresh;
            Thread.sleep(10);
        }
        throw new AssertionError("refresh %d does not end".formatted(id));
    }

    /** What is kept of the users at a refresh, but for its id. */
    List<Map<String, Object>> results(long refresh) {
        var rows = jdbc.queryForList("SELECT * FROM refresh_member WHERE refresh_id = ? ORDER BY user_id", refresh);
        rows.forEach(row -> row.remove("refresh_id"));
        return rows;
    }

    @Override
    public void close() {
        context.close();
    }
}
