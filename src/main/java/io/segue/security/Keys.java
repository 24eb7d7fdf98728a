package io.segue.security;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import io.segue.security.ApiKey.Issued;
import io.segue.security.KeyStore.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes keys, tells whose they are, and ends them. Every key is held in memory, so that asking costs no database and an unknown key
 * costs no more than a known one; what another member changes is seen within {@link #RELOAD}. Safe for use by many threads.
 */
public final class Keys {
    /** How late the change of another member is seen. */
    static final Duration RELOAD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    private final KeyStore store;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final ConfiguredKeys configured;
    private final SetUpToken setUp = new SetUpToken();
    private final Clock clock;

    private final Map<String, Instant> used = new ConcurrentHashMap<>();
    private volatile Map<String, Kept> known = Map.of();
    private volatile Set<String> origins = Set.of();

    Keys(KeyStore store, Audit audit, TransactionOperations transactions, ConfiguredKeys configured, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.configured = configured;
        this.clock = clock;
        reload();
        if (!configured.open() && configured.adminKey().isEmpty() && admins().isEmpty())
            LOG.warn(
                    "There is no key yet. Make the first with this token, which is good once:\n\n    {}\n\n"
                            + "    curl -X POST localhost:8080/v1/admin/keys -H 'Authorization: Bearer TOKEN'"
                            + " -H 'Content-Type: application/json' -d '{\"name\": \"first\", \"scopes\": [\"admin\"]}'\n",
                    setUp.issue());
    }

    /** Every key ever made, the latest first. */
    public List<ApiKey> all() {
        return store.all().stream().map(kept -> withUse(kept.key())).toList();
    }

    /** The key of that id. */
    public Optional<ApiKey> find(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Makes a key. With the set-up token only the first succeeds; the others are refused with {@link Spent}. */
    public synchronized Issued make(ApiKey.Wish wish, Caller by) {
        if (isFirst(by)) {
            reload();
            if (!admins().isEmpty()) throw new Spent();
        }
        var text = KeyText.random();
        var key = new ApiKey(
                text.id(),
                wish.name(),
                wish.scopes(),
                wish.origins(),
                wish.requestsPerSecond(),
                now(),
                by.id(),
                wish.expiresAt(),
                null,
                null,
                null);
        transactions.executeWithoutResult(any -> {
            store.add(key, text.hash());
            note("key.created", key.id(), by, "\"%s\" with %s".formatted(key.name(), labels(key)));
        });
        if (isFirst(by)) setUp.spend();
        reload();
        return new Issued(key, text.toString());
    }

    /** Whether a caller makes the first key. */
    public static boolean isFirst(Caller by) {
        return by.equals(SetUpToken.CALLER);
    }

    /** The token was used to make the first key already. */
    public static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Gives a key another secret.
     *
     * @param overlap how long the one before stays good too; 0 or more
     * @return empty for a key that is not known or was revoked
     */
    public synchronized Optional<Issued> rotate(String id, Duration overlap, Caller by) {
        var text = KeyText.random(id);
        var until = now().plus(overlap);
        var rotated = transactions.execute(any -> {
            boolean done = store.rotate(id, text.hash(), until);
            if (done) note("key.rotated", id, by, "the secret before is good until " + until);
            return done;
        });
        reload();
        return Boolean.TRUE.equals(rotated) ? find(id).map(key -> new Issued(key, text.toString())) : Optional.empty();
    }

    /** What came of revoking a key. */
    public enum Revocation {
        REVOKED,
        /** It had been revoked before. */
        ALREADY,
        UNKNOWN,
        /** Nobody could make keys any more. */
        LAST_ADMIN
    }

    /** Ends a key, at once here and within {@link #RELOAD} on other members. */
    public synchronized Revocation revoke(String id, Caller by) {
        reload();
        var kept = known.get(id);
        if (kept == null) return Revocation.UNKNOWN;
        if (kept.key().revokedAt() != null) return Revocation.ALREADY;
        if (configured.adminKey().isEmpty() && !configured.open() && admins().equals(Set.of(id)))
            return Revocation.LAST_ADMIN;
        transactions.executeWithoutResult(any -> {
            if (store.revoke(id, now()))
                note("key.revoked", id, by, "\"%s\"".formatted(kept.key().name()));
        });
        reload();
        return Revocation.REVOKED;
    }

    private Set<String> admins() {
        var now = clock.instant();
        var admins = new HashSet<String>();
        known.forEach((id, kept) -> {
            if (kept.key().goodAt(now) && kept.key().scopes().contains(Scope.ADMIN)) admins.add(id);
        });
        return admins;
    }

    private void note(String action, String target, Caller by, String detail) {
        audit.record(new AuditEntry(
                now(), by.id(), Addresses.current(), action, target, AuditEntry.Outcome.DONE, 1, detail));
    }

    private static List<String> labels(ApiKey key) {
        return key.scopes().stream().map(Scope::label).sorted().toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whose key that is; empty for one that nobody can guess and that is not, or no longer, good. */
    Optional<Caller> made(KeyText text) {
        var kept = known.get(text.id());
        var now = clock.instant();
        if (kept == null || !fits(kept, text.hash(), now) || !kept.key().goodAt(now)) return Optional.empty();
        used.put(text.id(), now.truncatedTo(ChronoUnit.MINUTES));
        return Optional.of(Caller.of(kept.key()));
    }

    private static boolean fits(Kept kept, String hash, Instant now) {
        var until = kept.key().previousUntil();
        boolean previous = kept.previousHash() != null && until != null && now.isBefore(until);
        return same(kept.hash(), hash) | (previous && same(String.valueOf(kept.previousHash()), hash));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whose configured key or set-up token that is. */
    Optional<Caller> given(String text) {
        return configured.caller(text).or(() -> setUp.fits(text) ? Optional.of(SetUpToken.CALLER) : Optional.empty());
    }

    /** Origins that any good key is bound to. */
    Set<String> origins() {
        return origins;
    }

    private ApiKey withUse(ApiKey key) {
        var latest = used.get(key.id());
        return latest == null
                ? key
                : new ApiKey(
                        key.id(),
                        key.name(),
                        key.scopes(),
                        key.origins(),
                        key.requestsPerSecond(),
                        key.createdAt(),
                        key.createdBy(),
                        key.expiresAt(),
                        key.previousUntil(),
                        key.revokedAt(),
                        latest);
    }

    /** Reads all keys anew; one at a time, so that what was read earlier never replaces what was read later. */
    private synchronized void reload() {
        var now = clock.instant();
        var read = new HashMap<String, Kept>();
        var bound = new HashSet<String>();
        for (var kept : store.all()) {
            read.put(kept.key().id(), kept);
            if (kept.key().goodAt(now)) bound.addAll(kept.key().origins());
        }
        known = Map.copyOf(read);
        origins = Set.copyOf(bound);
    }

    /** Keeps up with other members, and tells the store what was used. */
    void keepUp() {
        for (var id : List.copyOf(used.keySet())) {
            var at = used.get(id);
            var kept = known.get(id);
            if (at != null && kept != null && !at.equals(kept.key().lastUsedAt())) store.used(id, at);
        }
        reload();
    }
}
