package io.segue.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version that came live. Releases are only ever added; the last one is live.
 *
 * @param seq       1, 2, 3 and so on, without gaps
 * @param version   names what decides from then on; the same version may come live again
 * @param kind      how it came about
 * @param at        when
 * @param by        who, as the audit names callers; {@code service} for what the service does by itself
 * @param comment   why, in the words of whoever did it
 * @param detail    what it is made of
 * @param directory the files of the directory as they were last taken from there, path to hash
 */
public record Release(
        long seq,
        String version,
        Kind kind,
        Instant at,
        String by,
        String comment,
        Detail detail,
        Map<String, String> directory) {
    /** How a release came about. */
    public enum Kind {
        /** The directory had changed when the service started. */
        START,
        /** Someone had the directory read again. */
        RELOAD,
        /** Drafts were published. */
        PUBLISH,
        /** An earlier version was taken up again. */
        ROLLBACK
    }

    /**
     * What a release is made of.
     *
     * @param tables    what each workbook says, by the version of its contents; workbooks by name without {@code .xlsx}
     * @param drafts    ids of the drafts that were published, and whose they were
     * @param kept      workbooks that changed in the directory and by publishing too, so that the published one was kept
     * @param rehearsal id of the rehearsal that showed what would change; null without one
     * @param changed   percent of users whose decision the rehearsal saw change, by decision; empty without one
     */
    public record Detail(
            Map<String, String> tables,
            List<Authored> drafts,
            List<String> kept,
            @Nullable String rehearsal,
            Map<String, Double> changed) {}

    /**
     * Whose a draft was.
     *
     * @param draft  its id
     * @param table  the workbook's name without {@code .xlsx}
     * @param author who made it
     */
    public record Authored(String draft, String table, String author) {}
}
