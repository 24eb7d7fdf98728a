package io.segue.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the service is, and what lets commands in. */
final class Connection {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the service runs; ${DEFAULT-VALUE} if not said.")
    private String url = "";

    @Option(
            names = "--admin-key",
            paramLabel = "KEY",
            defaultValue = "${env:SEGUE_ADMIN_KEY}",
            description = "A key of scope admin; from SEGUE_ADMIN_KEY if not said.")
    private @Nullable String adminKey;

    Service service() {
        return service(null);
    }

    /** @param writeKey for sending messages; null for none */
    Service service(@Nullable String writeKey) {
        return new Service(url, writeKey, adminKey);
    }
}
