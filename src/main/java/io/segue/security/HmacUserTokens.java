package io.segue.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Tokens that are signed, not kept. They are good on the member that minted them, until it ends. */
@Component
final class HmacUserTokens implements UserTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int HEAD = 1 + Long.BYTES;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec secret;
    private final Clock clock;

    HmacUserTokens(Clock clock) {
        var random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = new SecretKeySpec(random, ALGORITHM);
        this.clock = clock;
    }

    @Override
    public String mint(String userId, Purpose purpose, Duration ttl) {
        var user = userId.getBytes(StandardCharsets.UTF_8);
        var claims = ByteBuffer.allocate(HEAD + user.length)
                .put((byte) purpose.ordinal())
                .putLong(clock.instant().plus(ttl).toEpochMilli())
                .put(user)
                .array();
        return BASE64.encodeToString(claims) + "." + BASE64.encodeToString(signature(claims));
    }

    @Override
    public Optional<Good> read(String token, Purpose purpose) {
        int dot = token.indexOf('.');
        if (dot < 0) return Optional.empty();
        try {
            var claims = Base64.getUrlDecoder().decode(token.substring(0, dot));
            var signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (claims.length < HEAD || !MessageDigest.isEqual(signature, signature(claims))) return Optional.empty();
            var told = ByteBuffer.wrap(claims);
            boolean fits = told.get() == purpose.ordinal();
            var left = Duration.ofMillis(told.getLong() - clock.millis());
            return fits && !left.isNegative() && !left.isZero()
                    ? Optional.of(
                            new Good(new String(claims, HEAD, claims.length - HEAD, StandardCharsets.UTF_8), left))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] signature(byte[] claims) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(claims);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
