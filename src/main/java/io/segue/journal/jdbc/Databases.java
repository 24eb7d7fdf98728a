package io.segue.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the database that the settings name. */
final class Databases {
    private static final String FILE = "segue.db";
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    /** Page cache of each connection. */
    private static final int CACHE_KIB = 32 * 1024;
    /** Pages of 4 KiB in the write-ahead log before they go to their places in the file: about 32 MB. */
    private static final int WAL_PAGES = 8_000;

    private Databases() {}

    /** @param directory where SQLite's file goes; not used with another database */
    static HikariDataSource open(JournalSettings settings, Path directory) {
        var pool = new HikariConfig();
        pool.setPoolName("segue");
        pool.setMaximumPoolSize(settings.connections());
        if (settings.url() == null) {
            pool.setDataSource(sqlite(directory.resolve(FILE)));
        } else {
            pool.setJdbcUrl(settings.url());
            pool.setUsername(settings.username());
            pool.setPassword(settings.password());
            // its messages would tell the values that they are about
            if (settings.url().startsWith("jdbc:postgresql:"))
                pool.addDataSourceProperty("logServerErrorDetail", "false");
        }
        return new HikariDataSource(pool);
    }

    /** What the migrations write differently per database. */
    static Map<String, String> placeholders(JournalSettings settings) {
        return isSqlite(settings)
                ? Map.of("byCodePoint", "BINARY", "numbered", "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes", "BLOB")
                : Map.of(
                        "byCodePoint",
                        "\"C\"",
                        "numbered",
                        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                        "bytes",
                        "BYTEA");
    }

    /**
     * What the database takes on disk, the newest events that are not in their place yet among it.
     *
     * @param directory where SQLite's files are
     */
    static long bytes(Connection connection, JournalSettings settings, Path directory)
            throws SQLException, IOException {
        if (settings.url() == null) {
            long bytes = 0;
            for (var file : List.of(FILE, FILE + "-wal")) {
                var path = directory.resolve(file);
                if (Files.exists(path)) bytes += Files.size(path);
            }
            return bytes;
        }
        var sql = isSqlite(settings)
                ? "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
                : "SELECT pg_database_size(current_database())";
        try (var select = connection.prepareStatement(sql);
                var found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    private static boolean isSqlite(JournalSettings settings) {
        return settings.url() == null || settings.url().startsWith("jdbc:sqlite:");
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
