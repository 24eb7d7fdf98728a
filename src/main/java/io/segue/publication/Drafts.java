package io.segue.publication;

import io.segue.audit.Audit;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks workbooks that analysts send, and keeps those that may come live. Safe for use by many threads. */
public final class Drafts {
    private final KnowledgeStore store;
    private final History history;
    private final Turns turns;
    private final Audit audit;
    private final Clock clock;

    Drafts(KnowledgeStore store, History history, Turns turns, Audit audit, Clock clock) {
        this.store = store;
        this.history = history;
        this.turns = turns;
        this.audit = audit;
        this.clock = clock;
    }

    /** A workbook was edited on top of something else than what is live. */
    public static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable TableDiff changes;

        Stale(String table, String base, @Nullable TableDiff changes) {
            super("%s says something else by now than \"%s\", which this workbook was made from.%s"
                    .formatted(table, base, changes == null ? " No release ever said that." : ""));
            this.changes = changes;
        }

        /** What changed meanwhile; null when it was made from nothing that was ever live. */
        public @Nullable TableDiff changes() {
            return changes;
        }
    }

    /**
     * Checks a workbook and keeps it as a draft.
     *
     * @param base          what the table said when it was downloaded
     * @param keepUncovered whether one with gaps, overlaps or failing cases, and nothing else wrong, is kept too, to be rehearsed; it can't be
     *                      published
     * @return empty for a table that is not known
     * @throws Stale            when the table says something else by now
     * @throws KnowledgeRefused with everything that is wrong with it; nothing is kept then
     * @throws TooMuchAtOnce    when too many wait already to be checked
     */
    public Optional<Draft> add(
            String table, String base, byte[] workbook, String comment, boolean keepUncovered, Actor by) {
        var live = store.live().orElseThrow();
        var now = now();
        var current = live.detail().tables().get(table);
        if (current == null) return Optional.empty();
        var draftId = UUID.randomUUID().toString();
        try {
            var from = TableWorkbook.baseOf(workbook).orElse(base);
            if (!base.equals(current) || !from.equals(current)) throw stale(table, base.equals(current) ? from : base);
            var files = store.files(live.version()).orElseThrow();
            var checked =
                    keepUncovered ? Check.checkUncovered(files, table, workbook) : Check.check(files, table, workbook);
            checked.retire();
            var candidate = checked.candidate();
            if (!checked.problems().isEmpty() || candidate == null) throw new KnowledgeRefused(checked.problems());
            var content = written(candidate, table);
            var draft = new Draft(
                    draftId,
                    table,
                    current,
                    KnowledgeFiles.hash(content),
                    by.id(),
                    comment,
                    now,
                    Draft.State.OPEN,
                    null,
                    null,
                    null,
                    Stream.of(unchanged(table, content, current), checked.uncovered(), checked.hints())
                            .flatMap(List::stream)
                            .toList());
            store.add(draft, content, by.did("draft.added", draft.id(), now, table));
            return Optional.of(draft);
        } catch (Stale | KnowledgeRefused e) {
            audit.record(by.failed("draft.added", table, now, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Mostly somebody forgot to save. */
    private static List<Problem> unchanged(String table, byte[] content, String live) {
        boolean same =
                TableContents.read(table, content, new Problems()).version().equals(live);
        return same
                ? List.of(Problem.of(table + ".xlsx", "says what is live already; publishing it would change nothing"))
                : List.of();
    }

    private Stale stale(String table, String base) {
        return new Stale(table, base, history.since(table, base).orElse(null));
    }

    /** What a draft changes of the table that it was made from. */
    public TableDiff diff(Draft draft) {
        return history.diff(draft, store.content(draft));
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

    /** The workbook written anew, so that nothing is kept of what came but what it says. */
    private static byte[] written(KnowledgeFiles candidate, String table) {
        return TableWorkbook.render(candidate, table, TableWorkbook.Options.NONE);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
