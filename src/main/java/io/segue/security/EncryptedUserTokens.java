package io.segue.security;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tokens as encrypted JWTs, with a key that all members share: any of them can read what another minted, and the user's id can't be read
 * from an address that a proxy logs.
 */
final class EncryptedUserTokens implements UserTokens {
    private static final String PREFIX = "segue_user_";
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private static final String BEGINNING = PREFIX + HEADER.toBase64URL() + ".";

    private final byte[] key;
    private final Clock clock;

    /** @param secret 256 bits, in hexadecimal */
    EncryptedUserTokens(String secret, Clock clock) {
        this.key = HexFormat.of().parseHex(secret);
        this.clock = clock;
    }

    @Override
    public String mint(String userId, Purpose purpose, Duration ttl) {
        var claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .audience(purpose.name())
                .expirationTime(Date.from(clock.instant().plus(ttl)))
                .build();
        var token = new EncryptedJWT(HEADER, claims);
        try {
            token.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return PREFIX + token.serialize();
    }

    @Override
    public Optional<Good> read(String token, Purpose purpose) {
        // the library reads the header of strangers, and fails over some; all of ours are alike
        if (!token.startsWith(BEGINNING)) return Optional.empty();
        try {
            var jwt = EncryptedJWT.parse(token.substring(PREFIX.length()));
            jwt.decrypt(new DirectDecrypter(key));
            var claims = jwt.getJWTClaimsSet();
            var until = claims.getExpirationTime().toInstant();
            var now = clock.instant();
            return claims.getAudience().contains(purpose.name()) && now.isBefore(until)
                    ? Optional.of(new Good(claims.getSubject(), Duration.between(now, until)))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }
}
