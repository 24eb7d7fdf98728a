package io.segue.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The key that opens everything but ingest.
 *
 * @param key blank when none is configured, and then no key fits
 */
record AdminKey(String key) {
    /** Whether a presented key is this one; takes as long whether it differs early or late. */
    boolean fits(String presented) {
        return !key.isBlank()
                && MessageDigest.isEqual(
                        key.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
