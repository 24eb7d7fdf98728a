package io.segue.publication;

import io.segue.audit.AuditEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param id      as the audit names callers
 * @param address where from, an IP address; null for what the service does by itself
 */
public record Actor(String id, @Nullable String address) {
    /** The service, doing what somebody planned or what it finds at its start. */
    public static final Actor SERVICE = new Actor("service", null);

    AuditEntry did(String action, String target, Instant at, String detail) {
        return new AuditEntry(at, id, address, action, target, AuditEntry.Outcome.DONE, 1, detail);
    }

    AuditEntry failed(String action, String target, Instant at, String detail) {
        return new AuditEntry(at, id, address, action, target, AuditEntry.Outcome.REFUSED, 1, detail);
    }
}
