package io.segue.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as callers send it: {@code segue_ID_SECRET}. The id finds it, so that looking it up tells nothing of the secret; the secret has
 * 256 random bits, so that its plain hash can be kept and nobody can guess it.
 */
record KeyText(String id, String secret) {
    private static final Pattern SHAPE = Pattern.compile("segue_([0-9a-f]{12})_([0-9a-f]{64})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    static KeyText random() {
        return random(hex(ID_BYTES));
    }

    static KeyText random(String id) {
        return new KeyText(id, hex(SECRET_BYTES));
    }

    /** Empty for what no key looks like. */
    static Optional<KeyText> read(String text) {
        var shape = SHAPE.matcher(text);
        return shape.matches() ? Optional.of(new KeyText(shape.group(1), shape.group(2))) : Optional.empty();
    }

    /** What is kept of the secret. */
    String hash() {
        return sha256(secret);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "segue_%s_%s".formatted(id, secret);
    }
}
