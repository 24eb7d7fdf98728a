package io.segue.journal.jdbc;

import io.micrometer.core.instrument.MeterRegistry;
import io.segue.journal.DataDirectory;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the data directory, the database and the journal in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalSettings.class)
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
    DataSource dataSource(JournalSettings settings, DataDirectory directory) {
        return Databases.open(settings, directory.path());
    }

    @Bean
    FlywayConfigurationCustomizer migrationPlaceholders(JournalSettings settings) {
        return flyway -> flyway.placeholders(Databases.placeholders(settings));
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcJournal journal(DataSource dataSource, JournalSettings settings, MeterRegistry meters) {
        return new JdbcJournal(dataSource, settings, meters);
    }

    @Bean
    JournalSize journalSize(DataSource dataSource, JournalSettings settings, DataDirectory directory) {
        return new JournalSize(dataSource, settings, directory.path());
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
