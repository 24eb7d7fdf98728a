package io.segue.privacy;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import io.segue.audit.AuditEntry.Outcome;
import io.segue.publication.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** What the audit holds of it: whose data it was only those can tell who know the id. */
final class Trail {
    private final Audit audit;
    private final Clock clock;

    Trail(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void did(Actor by, String action, String userId, String detail) {
        record(by, action, userId, Outcome.DONE, detail);
    }

    void failed(Actor by, String action, String userId, String detail) {
        record(by, action, userId, Outcome.REFUSED, detail);
    }

    private void record(Actor by, String action, String userId, Outcome outcome, String detail) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        audit.record(new AuditEntry(now, by.id(), by.address(), action, hash(userId), outcome, 1, detail));
    }

    static String hashes(Collection<String> userIds) {
        return userIds.stream().map(Trail::hash).collect(Collectors.joining(", "));
    }

    /** SHA-256 of the id in UTF-8, in hexadecimal. */
    static String hash(String userId) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
