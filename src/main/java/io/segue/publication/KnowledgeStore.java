package io.segue.publication;

import io.segue.audit.AuditEntry;
import io.segue.tables.KnowledgeFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps versions, releases and drafts. Safe for use by many threads, and by several members of a cluster. */
public interface KnowledgeStore {
    /** The release that is live; empty before the first. */
    Optional<Release> live();

    /** The release of that seq. */
    Optional<Release> release(long seq);

    /**
     * Releases, latest first.
     *
     * @param before only those whose seq is smaller; null from the latest
     * @param limit  at most so many, 1 or more
     */
    List<Release> releases(@Nullable Long before, int limit);

    /** The last release of that version; empty for one that never was live. */
    Optional<Release> lastOf(String version);

    /** The files of a version; empty for one that is not kept. */
    Optional<KnowledgeFiles> files(String version);

    /** What each file of a version is, path to SHA-256; empty for one that is not kept. */
    Map<String, String> manifest(String version);

    /** One file of a version, by its path; empty for one that is not kept. */
    Optional<byte[]> file(String version, String path);

    /** Keeps the files of a version. It does not come live by that. */
    void keep(KnowledgeFiles files);

    /**
     * Makes a version live: the one step that counts, all of it or nothing. Its files must be kept.
     *
     * @param release its seq must be one more than that of the release that is live
     * @param entry   what the audit says of it
     * @return false, and nothing is done, when another release came in between, or a draft is not open any more
     */
    boolean add(Release release, AuditEntry entry);

    /** Keeps a draft and its content. */
    void add(Draft draft, byte[] content, AuditEntry entry);

    /** The draft of that id. */
    Optional<Draft> draft(String id);

    /** The content of a draft. */
    byte[] content(Draft draft);

    /**
     * Drafts, latest first.
     *
     * @param table  only of that workbook; null for all
     * @param state  only those; null for all
     * @param before only those made before that draft; null from the latest
     * @param limit  at most so many, 1 or more
     */
    List<Draft> drafts(@Nullable String table, Draft.@Nullable State state, @Nullable Draft before, int limit);

    /** Ends an open draft as withdrawn; false when it is not open. */
    boolean withdraw(String id, String by, Instant at, AuditEntry entry);

    /** Keeps a release for later. */
    void plan(PlannedRelease planned, AuditEntry entry);

    /** The planned release of that id. */
    Optional<PlannedRelease> planned(String id);

    /** Planned releases, those due first first; ended ones only if asked for. */
    List<PlannedRelease> planned(boolean ended, int limit);

    /**
     * Takes up a planned release that is due, for this caller alone.
     *
     * @param stale claims before that instant count as given up
     */
    Optional<PlannedRelease> claim(Instant now, Instant stale);

    /**
     * Ends a planned release that has not ended.
     *
     * @param outcome what came of it, in a sentence
     * @return false when it had ended, or when it is to be cancelled and is under way
     */
    boolean end(String id, PlannedRelease.State state, String outcome, Instant at, AuditEntry entry);
}
