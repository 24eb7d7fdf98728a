package io.segue.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys that are given to the service when it starts, for a start without anybody at hand. They can't be listed or revoked.
 *
 * @param adminKey opens everything but bringing events; blank for none
 * @param writeKey brings events; blank for none
 * @param open     whether no keys are asked for at all; then only this machine is answered
 */
@ConfigurationProperties("segue")
record ConfiguredKeys(
        @DefaultValue("") String adminKey,
        @DefaultValue("") String writeKey,
        @DefaultValue("false") boolean open) {
    ConfiguredKeys {
        adminKey = adminKey.strip();
        writeKey = writeKey.strip();
        if (!adminKey.isEmpty() && adminKey.equals(writeKey))
            throw new IllegalArgumentException(
                    "segue.admin-key and segue.write-key are the same; expected two keys, since the write key is seen by everybody");
    }

    /** Whose key that is; takes as long whether it differs early or late. */
    Optional<Caller> caller(String presented) {
        boolean admin = same(adminKey, presented);
        boolean write = same(writeKey, presented);
        if (admin) return Optional.of(Caller.configured(Scope.ADMIN));
        return write ? Optional.of(Caller.configured(Scope.INGEST)) : Optional.empty();
    }

    private static boolean same(String key, String presented) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8))
                && !key.isEmpty();
    }
}
