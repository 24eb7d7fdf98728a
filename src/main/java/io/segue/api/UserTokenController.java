package io.segue.api;

import io.segue.security.UserTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives servers tokens to hand to their users' browsers: with one, flags of that user can be asked for and nothing else. */
@RestController
class UserTokenController {
    private static final int LONGEST_ID = 256;

    private final UserTokens tokens;
    private final Clock clock;

    UserTokenController(UserTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A token for one user's browser.
     *
     * @param token     goes where a key goes
     * @param expiresAt when it ends
     */
    record UserToken(String token, Instant expiresAt) {}

    /** Make a token for one user's browser. With it flags of that user can be evaluated, and nothing else asked. */
    @PostMapping("/v1/user-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    UserToken makeUserToken(@RequestBody Map<String, Object> request) {
        var body = new Fields(request, "userId", "seconds");
        var userId = body.text("userId", LONGEST_ID);
        var seconds = body.whole("seconds", 1, Duration.ofDays(1).toSeconds());
        body.check();
        var ttl = seconds == null ? Duration.ofHours(1) : Duration.ofSeconds(seconds);
        // tokens end at a whole second
        var expiresAt = clock.instant().plus(ttl).truncatedTo(ChronoUnit.SECONDS);
        return new UserToken(tokens.mint(String.valueOf(userId), UserTokens.Purpose.FLAGS, ttl), expiresAt);
    }
}
