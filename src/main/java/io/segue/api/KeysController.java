package io.segue.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.security.ApiKey;
import io.segue.security.Caller;
import io.segue.security.Keys;
import io.segue.security.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists, rotates and revokes keys. */
@RestController
@RequestMapping("/v1/admin/keys")
class KeysController {
    private final Keys keys;
    private final Clock clock;

    KeysController(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * All keys.
     *
     * @param keys every one ever made, the latest first
     */
    record KeyList(List<KeyView> keys) {}

    /**
     * A key as answers show it; see {@link ApiKey}.
     *
     * @param id                how it is named; the key begins with it
     * @param name              what it is for, in the words of whoever made it
     * @param scopes            what it may do, in alphabetical order
     * @param origins           web origins it may be used from; empty for any place
     * @param requestsPerSecond how fast it may ask on average; null for the usual
     * @param createdAt         when it was made
     * @param createdBy         who made it, such as {@code key:ID}
     * @param expiresAt         when it ends; null for a key without an end
     * @param previousUntil     until when the secret before the last rotation is good too; null when there is none
     * @param revokedAt         when it was revoked; null while it is good
     * @param lastUsedAt        to the minute; null before its first use
     * @param key               the key itself, only in the answer that makes it
     */
    record KeyView(
            String id,
            String name,
            List<String> scopes,
            List<String> origins,
            @Nullable Integer requestsPerSecond,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant previousUntil,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key) {
        static KeyView of(ApiKey key) {
            return of(key, null);
        }

        static KeyView of(ApiKey.Issued issued) {
            return of(issued.key(), issued.secret());
        }

        private static KeyView of(ApiKey key, @Nullable String secret) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    key.scopes().stream().map(Scope::label).sorted().toList(),
                    key.origins().stream().sorted().toList(),
                    key.requestsPerSecond(),
                    key.createdAt(),
                    key.createdBy(),
                    key.expiresAt(),
                    key.previousUntil(),
                    key.revokedAt(),
                    key.lastUsedAt(),
                    secret);
        }
    }

    /**
     * Make a key. The answer shows it this once; it is kept nowhere. The very first one is made with the set-up token that the service
     * logs when it starts without any.
     *
     * @throws Conflict when the set-up token was used already
     */
    @PostMapping
    ResponseEntity<KeyView> makeKey(@RequestBody Map<String, Object> wish) {
        var issued = keys.make(KeyWish.read(wish, Caller.current(), clock.instant()), Caller.current());
        return ResponseEntity.created(
                        URI.create("/v1/admin/keys/" + issued.key().id()))
                .body(KeyView.of(issued));
    }

    /** Every key ever made, the latest first. */
    @GetMapping
    KeyList listKeys() {
        return new KeyList(keys.all().stream().map(KeyView::of).toList());
    }

    /**
     * One key, without its secret.
     *
     * @param id the key's id, the part of it after {@code segue_}
     * @throws NotFound when no key has the id
     */
    @GetMapping("/{id}")
    KeyView getKey(@PathVariable String id) {
        return keys.find(id).map(KeyView::of).orElseThrow(() -> unknown(id));
    }

    /**
     * Give a key another secret. The one before stays good for {@code overlapSeconds}, a day if not said, so that callers can be changed
     * over one after the other.
     *
     * @param id the key's id
     * @throws NotFound when no key that is not revoked has the id
     */
    @PostMapping("/{id}/rotate")
    KeyView rotateKey(@PathVariable String id, @RequestBody(required = false) @Nullable Map<String, Object> request) {
        var body = new Fields(request == null ? Map.of() : request, "overlapSeconds");
        var overlap = body.whole("overlapSeconds", 0, Duration.ofDays(30).toSeconds());
        body.check();
        var issued =
                keys.rotate(id, overlap == null ? Duration.ofDays(1) : Duration.ofSeconds(overlap), Caller.current());
        return issued.map(KeyView::of).orElseThrow(() -> unknown(id));
    }

    /**
     * End a key at once. One that was revoked already stays as it is.
     *
     * @param id the key's id
     * @throws NotFound when no key has the id
     * @throws Conflict when it is the only key with the scope admin
     */
    @DeleteMapping("/{id}")
    KeyView revokeKey(@PathVariable String id) {
        return switch (keys.revoke(id, Caller.current())) {
            case REVOKED, ALREADY -> getKey(id);
            case UNKNOWN -> throw unknown(id);
            case LAST_ADMIN ->
                throw new Conflict("It is the only key with the scope admin; make another before you revoke it.");
        };
    }

    private static NotFound unknown(String id) {
        return new NotFound("No key that is not revoked has the id \"%s\".".formatted(id));
    }
}
