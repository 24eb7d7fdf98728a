package io.segue.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where keys are kept. Each method is one transaction. */
public interface KeyStore {
    /**
     * A key with what its secret is known by.
     *
     * @param hash         SHA-256 of the secret, in hexadecimal
     * @param previousHash of the secret before the last rotation; null when there is none
     */
    record Kept(ApiKey key, String hash, @Nullable String previousHash) {}

    /** Every key, revoked ones among them, the latest first. */
    List<Kept> all();

    /** Adds a key. */
    void add(ApiKey key, String hash);

    /** Gives a key another secret, the one before being good until then. Answers whether there is such a key that is not revoked. */
    boolean rotate(String id, String hash, Instant previousUntil);

    /** Answers whether there is such a key that was not revoked. */
    boolean revoke(String id, Instant at);

    /** Notes when a key was used last. */
    void used(String id, Instant at);

    /** The secret of that name that all members share; the first to ask makes it of the proposal. */
    String shared(String name, String proposal);
}
