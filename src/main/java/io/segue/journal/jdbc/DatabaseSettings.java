package io.segue.journal.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where everything is kept that must outlive the process.
 *
 * @param url         of a PostgreSQL database, {@code jdbc:postgresql://host/name} or {@code postgresql://user:password@host/name}; none
 *                    for SQLite, file {@code segue.db} in the data directory
 * @param username    for the database; none when the address has it, or it asks for none
 * @param password    for the database; none when the address has it, or it asks for none
 * @param connections open connections to the database, one of them the journal's for writing; 4 or more
 */
@ConfigurationProperties("segue.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("8") int connections) {
    private static final int LEAST = 4;
    private static final String JDBC = "jdbc:postgresql:";

    DatabaseSettings {
        if (connections < LEAST)
            throw new IllegalArgumentException(
                    "segue.database.connections is %d, expected %d or more".formatted(connections, LEAST));
        if (url != null && url.isBlank()) url = null;
        if (url != null && !url.startsWith(JDBC)) {
            var address = address(url);
            var user = address.getUserInfo() == null
                    ? new String[0]
                    : address.getUserInfo().split(":", 2);
            if (username == null && user.length > 0) username = user[0];
            if (password == null && user.length > 1) password = user[1];
            url = "%s//%s%s%s%s"
                    .formatted(
                            JDBC,
                            address.getHost(),
                            address.getPort() < 0 ? "" : ":" + address.getPort(),
                            address.getRawPath(),
                            address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        }
    }

    /** Whether the database is SQLite, which one process has for itself. */
    boolean isSqlite() {
        return url == null;
    }

    /** The form in which those who run databases hand out addresses. It is not quoted: it may hold a password. */
    private static URI address(String url) {
        try {
            var address = new URI(url);
            if (("postgresql".equals(address.getScheme()) || "postgres".equals(address.getScheme()))
                    && address.getHost() != null) return address;
        } catch (URISyntaxException e) {
            // told below, as any other text that is no address
        }
        throw new IllegalArgumentException(
                "segue.database.url is no address of a PostgreSQL database, expected jdbc:postgresql://host:5432/name");
    }
}
