package io.segue.journal.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the journal is kept and how much it takes on.
 *
 * @param url         JDBC address of the database; null for SQLite, file {@code segue.db} in the data directory
 * @param username    for the database; null when it asks for none
 * @param password    for the database; null when it asks for none
 * @param connections open connections to the database, one of them the journal's for writing; 2 or more
 * @param underWay    the most events accepted and not yet answered, beyond which senders are told to come again
 * @param perCommit   about how many events one transaction takes at most; a call is never split
 */
@ConfigurationProperties("segue.journal")
record JournalSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("8") int connections,
        @DefaultValue("20000") int underWay,
        @DefaultValue("4000") int perCommit) {
    JournalSettings {
        if (connections < 2 || underWay < 1 || perCommit < 1)
            throw new IllegalArgumentException(
                    "segue.journal: connections %d (2 or more), under-way %d and per-commit %d (1 or more)"
                            .formatted(connections, underWay, perCommit));
    }
}
