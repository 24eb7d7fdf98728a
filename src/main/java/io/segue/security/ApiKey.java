package io.segue.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key, without its secret.
 *
 * @param id                how it is named; the key begins with it
 * @param name              what it is for, in the words of whoever made it
 * @param origins           web origins it may be used from; empty for any place
 * @param requestsPerSecond how fast it may ask on average; null for the usual
 * @param createdBy         as {@link Caller#id}
 * @param expiresAt         null for a key without an end
 * @param previousUntil     until when the secret before the last rotation is good too; null when there is none
 * @param revokedAt         null while it is good
 * @param lastUsedAt        to the minute; null before its first use
 */
public record ApiKey(
        String id,
        String name,
        Set<Scope> scopes,
        Set<String> origins,
        @Nullable Integer requestsPerSecond,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant previousUntil,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
        origins = Set.copyOf(origins);
    }

    /** Whether it opens anything at that instant. */
    public boolean goodAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What a key is to be made with; each part as in {@link ApiKey}. */
    public record Wish(
            String name,
            Set<Scope> scopes,
            Set<String> origins,
            @Nullable Integer requestsPerSecond,
            @Nullable Instant expiresAt) {}

    /**
     * A key that was made or rotated just now.
     *
     * @param secret the whole key, as callers send it; it is told this once and kept nowhere
     */
    public record Issued(ApiKey key, String secret) {}
}
