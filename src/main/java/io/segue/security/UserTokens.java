package io.segue.security;

import java.time.Duration;
import java.util.Optional;

/** Tokens that a server gives to a user's browser or to an event stream: each is about one user, for a while. */
public interface UserTokens {
    /** What a token is for; one for the other is no good. */
    enum Purpose {
        /** Evaluating flags of the user. */
        FLAGS,
        /** Hearing that the user's flags changed. */
        STREAM
    }

    /** @param ttl how long it is good */
    String mint(String userId, Purpose purpose, Duration ttl);

    /** Whom a token is about; empty for one that is forged, over, or for another purpose. */
    Optional<Good> read(String token, Purpose purpose);

    /** @param left how long it stays good */
    record Good(String userId, Duration left) {}
}
