package io.segue.tracking.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The write key that a call brings. */
final class SentKey {
    private static final String BASIC = "Basic ";

    private SentKey() {}

    /**
     * Empty when there is none.
     *
     * @param authorization the header; its Basic user name is the key; null when there is none
     * @param inBody        the body's {@code writeKey}, looked at when the header names none
     */
    static String of(@Nullable String authorization, @Nullable Object inBody) {
        var sent = basicUser(authorization);
        return sent.isEmpty() && inBody instanceof String text ? text.strip() : sent;
    }

    private static String basicUser(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) return "";
        try {
            var pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
