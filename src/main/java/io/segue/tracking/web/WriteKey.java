package io.segue.tracking.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who may send events. The key lets events in and gives nothing out. Without a key configured nobody may, unless open. */
@Component
class WriteKey {
    private static final Logger LOG = LoggerFactory.getLogger(WriteKey.class);
    private static final String BASIC = "Basic ";

    private final byte @Nullable [] key;
    private final boolean open;

    WriteKey(@Value("${segue.write-key:}") String key, @Value("${segue.open:false}") boolean open) {
        this.key = key.isBlank() ? null : key.strip().getBytes(StandardCharsets.UTF_8);
        this.open = open;
        if (this.key == null && !open) LOG.warn("no SEGUE_WRITE_KEY is set, so no events are taken in");
    }

    /**
     * Whether the call may bring events.
     *
     * @param authorization the header; its Basic user name is the key; null when there is none
     * @param inBody        the body's {@code writeKey}, looked at when the header names none
     */
    boolean admits(@Nullable String authorization, @Nullable Object inBody) {
        if (open) return true;
        if (key == null) return false;
        var sent = basicUser(authorization);
        if (sent.isEmpty() && inBody instanceof String text) sent = text;
        return MessageDigest.isEqual(key, sent.getBytes(StandardCharsets.UTF_8));
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
