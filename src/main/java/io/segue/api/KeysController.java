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

    /** Every key ever made, the latest first. */
    record KeyList(List<KeyView> keys) {}

    /**
     * A key as answers show it; see {@link ApiKey}.
     *
     * @param key the key itself, only in the answer that makes it
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

    @PostMapping
    ResponseEntity<KeyView> make(@RequestBody Map<String, Object> wish) {
        var issued = keys.make(KeyWish.read(wish, Caller.current(), clock.instant()), Caller.current());
        return ResponseEntity.created(
                        URI.create("/v1/admin/keys/" + issued.key().id()))
                .body(KeyView.of(issued));
    }

    @GetMapping
    KeyList list() {
        return new KeyList(keys.all().stream().map(KeyView::of).toList());
    }

    @GetMapping("/{id}")
    KeyView get(@PathVariable String id) {
        return keys.find(id).map(KeyView::of).orElseThrow(() -> unknown(id));
    }

    /** Gives the key another secret; the one before stays good for {@code overlapSeconds}, a day if not said. */
    @PostMapping("/{id}/rotate")
    KeyView rotate(@PathVariable String id, @RequestBody(required = false) @Nullable Map<String, Object> request) {
        var body = new Fields(request == null ? Map.of() : request, "overlapSeconds");
        var overlap = body.whole("overlapSeconds", 0, Duration.ofDays(30).toSeconds());
        body.check();
        var issued =
                keys.rotate(id, overlap == null ? Duration.ofDays(1) : Duration.ofSeconds(overlap), Caller.current());
        return issued.map(KeyView::of).orElseThrow(() -> unknown(id));
    }

    /** Ends the key; one that was revoked already stays as it is. */
    @DeleteMapping("/{id}")
    KeyView revoke(@PathVariable String id) {
        return switch (keys.revoke(id, Caller.current())) {
            case REVOKED, ALREADY -> get(id);
            case UNKNOWN -> throw unknown(id);
            case LAST_ADMIN ->
                throw new Conflict("It is the only key with the scope admin; make another before you revoke it.");
        };
    }

    private static NotFound unknown(String id) {
        return new NotFound("No key that is not revoked has the id \"%s\".".formatted(id));
    }
}
