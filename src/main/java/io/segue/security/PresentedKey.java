package io.segue.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The key that a request brings in its headers. */
final class PresentedKey {
    private static final String SCHEME = "Bearer ";
    private static final String HEADER = "X-API-Key";
    /** Header, claims and signature, with a dot between each. */
    private static final int PARTS_OF_A_JWT = 3;

    private PresentedKey() {}

    /** From {@code Authorization: Bearer KEY}, else from {@code X-API-Key: KEY}. */
    static Optional<String> of(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var key = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length())
                : request.getHeader(HEADER);
        return Optional.ofNullable(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Whether it has the shape of a signed token, which none of Segue's own have. */
    static boolean isOfIdentityProvider(String key) {
        return !key.startsWith("segue_") && key.split("\\.", -1).length == PARTS_OF_A_JWT;
    }
}
