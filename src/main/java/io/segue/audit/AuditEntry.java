package io.segue.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or refused.
 *
 * @param at      when; of refusals that were counted together, the last
 * @param actor   who: {@code key:ID}, {@code person:NAME}, {@code user-token}, {@code configured:admin}, {@code set-up token}, or
 *                {@code nobody}
 * @param address where from, an IP address; null for what the service does by itself
 * @param action  what, such as {@code key.created}
 * @param target  to what, such as a key's id or the door asked for; null where there is nothing to name
 * @param outcome whether it was done
 * @param count   how often, 1 or more; refusals alike within a few seconds are one entry
 * @param detail  more of it, in a sentence; never a secret, never what users sent
 */
public record AuditEntry(
        Instant at,
        String actor,
        @Nullable String address,
        String action,
        @Nullable String target,
        Outcome outcome,
        int count,
        String detail) {
    /** Whether it came to be. */
    public enum Outcome {
        DONE,
        REFUSED
    }
}
