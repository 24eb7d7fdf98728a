package io.segue.publication;

import io.segue.audit.Audit;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks workbooks that analysts send, and keeps those that may come live. Safe for use by many threads. */
public final class Drafts {
    private final KnowledgeStore store;
    private final Audit audit;
    private final Clock clock;

    public Drafts(KnowledgeStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** A workbook was edited on top of something else than what is live. */
    public static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String base;
        private final String live;

        Stale(String table, String base, String live) {
            super("%s says something else by now than the version %s that this workbook was made from."
                    .formatted(table, base));
            this.base = base;
            this.live = live;
        }

        /** What it was made from, by the version of the table's contents. */
        public String base() {
            return base;
        }

        /** What is live. */
        public String live() {
            return live;
        }
    }

    /**
     * Checks a workbook and keeps it as a draft.
     *
     * @param base what the table said when it was downloaded
     * @return empty for a table that is not known
     * @throws Stale            when the table says something else by now
     * @throws KnowledgeRefused with everything that is wrong with it; nothing is kept then
     */
    public Optional<Draft> add(String table, String base, byte[] workbook, String comment, Actor by) {
        var live = store.live().orElseThrow();
        var now = now();
        var current = live.detail().tables().get(table);
        if (current == null) return Optional.empty();
        var draftId = UUID.randomUUID().toString();
        try {
            if (!base.equals(current)) throw new Stale(table, base, current);
            var files = store.files(live.version()).orElseThrow();
            var checked = check(files, table, workbook);
            var draft = new Draft(
                    draftId,
                    table,
                    current,
                    KnowledgeFiles.hash(checked.content()),
                    by.id(),
                    comment,
                    now,
                    Draft.State.OPEN,
                    null,
                    null,
                    null,
                    checked.hints());
            store.add(draft, checked.content(), by.did("draft.added", draft.id(), now, table));
            return Optional.of(draft);
        } catch (Stale | KnowledgeRefused e) {
            audit.record(by.failed("draft.added", table, now, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** The draft of that id. */
    public Optional<Draft> get(String id) {
        return store.draft(id);
    }

    /** Drafts, latest first; see {@link KnowledgeStore#drafts}. */
    public List<Draft> list(@Nullable String table, Draft.@Nullable State state, @Nullable Draft before, int limit) {
        return store.drafts(table, state, before, limit);
    }

    /**
     * The knowledge as it would be with those drafts on top of what is live.
     *
     * @throws PublicationRefused when one is not known, or was made from something else, or two are of one table
     */
    public KnowledgeFiles together(List<String> ids) {
        var live = store.live().orElseThrow();
        var files = store.files(live.version()).orElseThrow();
        for (var draft : onTopOf(live, ids)) files = files.with(draft.path(), store.content(draft));
        return files;
    }

    /** Those drafts, if they go together on top of that release. */
    List<Draft> onTopOf(Release base, List<String> ids) {
        var drafts = new ArrayList<Draft>();
        var tables = new HashSet<String>();
        for (var id : ids) {
            var draft =
                    store.draft(id).orElseThrow(() -> new PublicationRefused("There is no draft %s.".formatted(id)));
            if (draft.state() != Draft.State.OPEN)
                throw new PublicationRefused(
                        "Draft %s is %s.".formatted(id, draft.state().name().toLowerCase(Locale.ROOT)));
            if (!tables.add(draft.table()))
                throw new PublicationRefused("Two of the drafts are of %s; take one of them.".formatted(draft.table()));
            if (!draft.base().equals(base.detail().tables().get(draft.table())))
                throw new PublicationRefused(
                        "%s changed since draft %s was begun; download it again and make the change there."
                                .formatted(draft.table(), id));
            drafts.add(draft);
        }
        return drafts;
    }

    /** Withdraws an open draft; false when it is not open. */
    public boolean withdraw(String id, Actor by) {
        var now = now();
        return store.withdraw(id, by.id(), now, by.did("draft.withdrawn", id, now, "it had not come live"));
    }

    /** What came of a check. */
    private record Checked(byte[] content, List<Problem> hints) {}

    private static Checked check(KnowledgeFiles live, String table, byte[] workbook) {
        var candidate = live.with(Draft.path(table), workbook);
        LiveKnowledge.compiled(candidate).knowledge().retire();
        return new Checked(workbook, List.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
