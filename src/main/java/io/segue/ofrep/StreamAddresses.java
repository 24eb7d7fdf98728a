package io.segue.ofrep;

import io.segue.security.UserTokens;
import io.segue.security.UserTokens.Good;
import io.segue.security.UserTokens.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser hears that its user's answers changed, and the entity tags that go with it. A client that is told 304 keeps the
 * address it has, so a tag is good no longer than half the life of the addresses given with it: time is cut into periods of
 * that length, each with tags of its own, and an address ends with the period after the one it was given in.
 */
final class StreamAddresses {
    static final String PATH = "/ofrep/v1/events";

    private static final int INACTIVITY_SECONDS = 120;

    private final UserTokens tokens;
    private final boolean offered;
    private final long period;
    private final Clock clock;

    StreamAddresses(UserTokens tokens, OfrepSettings settings, Clock clock) {
        this.tokens = tokens;
        this.offered = settings.streams() > 0;
        this.period = settings.streamLife().toMillis() / 2;
        this.clock = clock;
    }

    /** @param inactivityDelaySec how long a page may be hidden before its client lets the stream go */
    record EventStream(String type, Endpoint endpoint, int inactivityDelaySec) {}

    /** @param requestUri path and query, at the same origin as the evaluation */
    record Endpoint(String requestUri) {}

    /** Whether there are streams at all. */
    boolean offered() {
        return offered;
    }

    /** The entity tag of answers with that fingerprint, given now. */
    String tag(String fingerprint) {
        return offered
                ? "W/\"%s.%s\"".formatted(fingerprint, Long.toString(clock.millis() / period, Character.MAX_RADIX))
                : "W/\"%s\"".formatted(fingerprint);
    }

    /**
     * The streams to offer for a user.
     *
     * @param root  path under which the service is reached
     * @param since fingerprint of the answers given with it; null when those are not the user's own
     */
    List<EventStream> of(String userId, String root, @Nullable String since) {
        if (!offered) return List.of();
        var now = clock.millis();
        var token = tokens.mint(userId, Purpose.STREAM, Duration.ofMillis((now / period + 2) * period - now));
        var uri = root + PATH + "?token=" + token + (since == null ? "" : "&since=" + since);
        return List.of(new EventStream("sse", new Endpoint(uri), INACTIVITY_SECONDS));
    }

    /** Whose stream a token opens, and for how long. */
    Optional<Good> read(String token) {
        return tokens.read(token, Purpose.STREAM);
    }
}
