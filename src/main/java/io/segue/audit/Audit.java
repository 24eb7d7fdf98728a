package io.segue.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of what was done and refused. Entries can't be changed or taken back. Safe for use by many threads. */
public interface Audit {
    /** Keeps an entry; within a transaction on the database, together with what else that does. */
    void record(AuditEntry entry);

    /**
     * Entries, latest first.
     *
     * @param before only those whose seq is smaller; null from the latest
     * @param limit  at most so many, 1 or more
     */
    List<Recorded> latest(@Nullable Long before, int limit);

    /** @param seq counts up with every entry */
    record Recorded(long seq, AuditEntry entry) {}
}
