package io.segue.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the database that the settings name. */
final class Databases {
    static final String FILE = "segue.db";
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    /** Page cache of each connection. */
    private static final int CACHE_KIB = 32 * 1024;
    /** Pages of 4 KiB in the write-ahead log before they go to their places in the file: about 32 MB. */
    private static final int WAL_PAGES = 8_000;

    /** For a connection, new or from the pool; whoever asks waits for it. */
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** For an answer of the server; a server that went silent is given up then. */
    private static final Duration ANSWERING = Duration.ofSeconds(60);
    /** A member that stands still in a transaction must not hold the others up for longer. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

    private Databases() {}

    /** @param directory where SQLite's file goes; not used with another database */
    static HikariDataSource open(DatabaseSettings settings, Path directory) {
        return open(settings, directory, "segue", settings.connections());
    }

    /** For what must not wait until others give a connection back: two of its own. */
    static HikariDataSource apart(DatabaseSettings settings, Path directory) {
        return open(settings, directory, "segue-apart", 2);
    }

    private static HikariDataSource open(DatabaseSettings settings, Path directory, String name, int connections) {
        var pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        if (settings.isSqlite()) {
            pool.setDataSource(sqlite(directory.resolve(FILE)));
            pool.setExceptionOverride(new SqliteFailures());
        } else {
            pool.setJdbcUrl(settings.url());
            pool.setUsername(settings.username());
            pool.setPassword(settings.password());
            pool.setConnectionTimeout(CONNECTING.toMillis());
            pool.addDataSourceProperty("ApplicationName", "segue");
            pool.addDataSourceProperty("connectTimeout", String.valueOf(CONNECTING.toSeconds()));
            pool.addDataSourceProperty("socketTimeout", String.valueOf(ANSWERING.toSeconds()));
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
            // its messages would tell the values that they are about
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.setConnectionInitSql("SET idle_in_transaction_session_timeout = " + IDLE_IN_TRANSACTION.toMillis());
        }
        return new HikariDataSource(pool);
    }

    private static SQLiteDataSource sqlite(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL: what is acknowledged outlives a power cut, not only a crash; commits are shared, so it costs little an
        // event
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        // the indexes are written at random places: a larger cache and rarer checkpoints write each page of them less
        // often
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(WAL_PAGES));
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
