package io.segue.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose key it is and whether it may be used now. Keys that were made have 256 random bits and need no protection from guessing;
 * keys that were configured may be shorter, so after too many wrong ones an address may use only the former for a while. So nobody
 * can lock out others behind the same proxy by sending wrong keys.
 */
final class Admission {
    private static final int MOST_REMEMBERED = 10_000;

    private final Keys keys;
    private final UserTokens userTokens;
    private final SecuritySettings settings;
    private final Cache<String, Bucket> chances;
    private final Cache<String, Bucket> paces;

    Admission(Keys keys, UserTokens userTokens, SecuritySettings settings) {
        this.keys = keys;
        this.userTokens = userTokens;
        this.settings = settings;
        this.chances = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(settings.lockout().multipliedBy(2))
                .build();
        this.paces = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }

    /** What becomes of a key that is presented. */
    sealed interface Verdict {
        record Admitted(Caller caller) implements Verdict {}

        record Wrong() implements Verdict {}

        /** Too many wrong keys came from the address. */
        record LockedOut(Duration after) implements Verdict {}
    }

    /** Looks at a key that came from an address. */
    Verdict admit(String presented, String address) {
        var made = KeyText.read(presented).flatMap(keys::made).or(() -> userTokens.caller(presented));
        if (made.isPresent()) return new Verdict.Admitted(made.get());
        var left = chances.get(address, any -> Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(settings.wrongKeys()).refillIntervally(settings.wrongKeys(), settings.lockout()))
                .build());
        if (left.getAvailableTokens() == 0)
            return new Verdict.LockedOut(
                    Duration.ofNanos(left.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        var given = keys.given(presented);
        if (given.isPresent()) return new Verdict.Admitted(given.get());
        left.tryConsume(1);
        return new Verdict.Wrong();
    }

    /** How long a caller must wait before it may ask again; empty when it may now, which is counted. */
    Optional<Duration> wait(Caller caller) {
        int perSecond = caller.requestsPerSecond() != null ? caller.requestsPerSecond() : settings.requestsPerSecond();
        if (perSecond == 0 || caller.equals(Caller.ANYONE)) return Optional.empty();
        var pace = paces.get(pacedBy(caller.id(), caller.userId()), any -> Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build());
        var probe = pace.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static String pacedBy(String id, @Nullable String userId) {
        return userId == null ? id : id + " " + userId;
    }
}
