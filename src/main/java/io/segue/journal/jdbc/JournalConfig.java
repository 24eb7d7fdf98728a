package io.segue.journal.jdbc;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.journal.DataDirectory;
import io.segue.journal.Writers;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the data directory, the database and the journal in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.class, JournalSettings.class})
class JournalConfig {
    @Bean
    DataDirectory dataDirectory(@Value("${segue.data-dir:./data}") Path directory) {
        return DataDirectory.open(directory);
    }

    /**
     * The database, for everyone who keeps something in it. On SQLite one transaction writes at a time and others wait up to 30 s;
     * a transaction that reads first and writes later is refused if someone wrote in between, so begin with the write, and keep
     * it short: the journal waits too.
     */
    @Bean
    DataSource dataSource(DatabaseSettings settings, DataDirectory directory) {
        return Databases.open(settings, directory.path());
    }

    @Bean
    Dialect dialect(DatabaseSettings settings) {
        return Dialect.of(settings);
    }

    @Bean
    FlywayConfigurationCustomizer migrations(Dialect dialect) {
        return flyway -> flyway.locations(dialect.migrations()).placeholders(dialect.placeholders());
    }

    @Bean
    @DependsOnDatabaseInitialization
    Writers writers(DataSource dataSource, DatabaseSettings settings, DataDirectory directory) {
        return settings.isSqlite()
                ? new SoleWriter(dataSource)
                : new SharedWriters(Databases.apart(settings, directory.path()));
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcJournal journal(
            DataSource dataSource, Dialect dialect, Writers writers, JournalSettings settings, MeterRegistry meters) {
        return new JdbcJournal(dataSource, dialect, writers, settings, meters);
    }

    @Bean
    Drain drain(JdbcJournal journal, JournalSettings settings) {
        var kept = settings.retention();
        return new Drain(journal, kept == null ? null : new Retention(journal, kept, Clock.systemUTC()));
    }

    @Bean
    JournalSize journalSize(DataSource dataSource, Dialect dialect, DataDirectory directory) {
        return new JournalSize(dataSource, dialect, directory.path());
    }

    @Bean
    @DependsOnDatabaseInitialization
    WriteProbe writeProbe(DataSource dataSource) {
        return new WriteProbe(dataSource);
    }

    @Bean
    JournalHealth journalHealthIndicator(JdbcJournal journal, WriteProbe probe) {
        return new JournalHealth(journal, probe);
    }
}
