package io.segue.api;

import java.util.Optional;

/** The id of a refresh, as requests name it. */
final class RefreshId {
    private RefreshId() {}

    /** Empty for text that is no id of any refresh. */
    static Optional<Long> read(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static NotFound unknown(String id) {
        return new NotFound("No refresh has the id \"%s\". GET /v1/refresh lists the latest.".formatted(id));
    }
}
