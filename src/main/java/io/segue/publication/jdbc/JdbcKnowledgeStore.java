package io.segue.publication.jdbc;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import io.segue.publication.Draft;
import io.segue.publication.KnowledgeStore;
import io.segue.publication.PlannedRelease;
import io.segue.publication.Release;
import io.segue.tables.KnowledgeFiles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Versions, releases and drafts in a SQL database. Every step is one transaction, together with its entry in the audit, and
 * begins with a write, so that on SQLite it waits for its turn instead of being refused.
 */
@Component
@DependsOnDatabaseInitialization
class JdbcKnowledgeStore implements KnowledgeStore {
    private final TransactionTemplate transactions;
    private final Audit audit;
    private final FileTable files;
    private final ReleaseTable releases;
    private final DraftTable drafts;
    private final PlanTable plans;

    JdbcKnowledgeStore(DataSource database, Audit audit) {
        var jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        this.audit = audit;
        this.files = new FileTable(jdbc);
        this.releases = new ReleaseTable(jdbc);
        this.drafts = new DraftTable(jdbc);
        this.plans = new PlanTable(jdbc);
    }

    @Override
    public Optional<Release> live() {
        return releases.latest(Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public Optional<Release> release(long seq) {
        return releases.latest(seq + 1, 1).stream()
                .filter(release -> release.seq() == seq)
                .findFirst();
    }

    @Override
    public List<Release> releases(@Nullable Long before, int limit) {
        return releases.latest(before == null ? Long.MAX_VALUE : before, limit);
    }

    @Override
    public Optional<Release> lastOf(String version) {
        return releases.lastOf(version);
    }

    @Override
    public Optional<KnowledgeFiles> files(String version) {
        var manifest = manifest(version);
        if (manifest.isEmpty()) return Optional.empty();
        var contents = new HashMap<String, byte[]>();
        manifest.forEach((path, hash) -> contents.put(path, files.content(hash)));
        return Optional.of(new KnowledgeFiles(contents));
    }

    @Override
    public Map<String, String> manifest(String version) {
        return files.manifest(version);
    }

    @Override
    public Optional<byte[]> file(String version, String path) {
        return Optional.ofNullable(manifest(version).get(path)).map(files::content);
    }

    @Override
    public void keep(KnowledgeFiles kept) {
        transactions.executeWithoutResult(any -> {
            kept.matching("", "").values().forEach(files::keep);
            files.keep(kept.version(), kept.hashes());
        });
    }

    @Override
    public boolean add(Release release, AuditEntry entry) {
        try {
            return Boolean.TRUE.equals(transactions.execute(transaction -> {
                var previous = releases.add(release);
                var open = previous
                        && release.detail().drafts().stream()
                                .allMatch(draft -> drafts.end(
                                        draft.draft(),
                                        Draft.State.PUBLISHED,
                                        release.by(),
                                        release.at(),
                                        release.seq()));
                if (open) audit.record(entry);
                else transaction.setRollbackOnly();
                return open;
            }));
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public void add(Draft draft, byte[] content, AuditEntry entry) {
        transactions.executeWithoutResult(any -> {
            files.keep(content);
            drafts.add(draft);
            audit.record(entry);
        });
    }

    @Override
    public Optional<Draft> draft(String id) {
        return drafts.get(id);
    }

    @Override
    public byte[] content(Draft draft) {
        return files.content(draft.hash());
    }

    @Override
    public List<Draft> drafts(@Nullable String table, Draft.@Nullable State state, @Nullable Draft before, int limit) {
        return drafts.latest(table, state, before, limit);
    }

    @Override
    public boolean withdraw(String id, String by, Instant at, AuditEntry entry) {
        return Boolean.TRUE.equals(transactions.execute(any -> {
            var done = drafts.end(id, Draft.State.WITHDRAWN, by, at, null);
            if (done) audit.record(entry);
            return done;
        }));
    }

    @Override
    public void plan(PlannedRelease planned, AuditEntry entry) {
        transactions.executeWithoutResult(any -> {
            plans.add(planned);
            audit.record(entry);
        });
    }

    @Override
    public Optional<PlannedRelease> planned(String id) {
        return plans.get(id);
    }

    @Override
    public List<PlannedRelease> planned(boolean ended, int limit) {
        return plans.list(ended, limit);
    }

    @Override
    public Optional<PlannedRelease> claim(Instant now, Instant stale) {
        return plans.due(now, stale).filter(planned -> plans.claim(planned.id(), now, stale));
    }

    @Override
    public boolean end(String id, PlannedRelease.State state, String outcome, Instant at, AuditEntry entry) {
        return Boolean.TRUE.equals(transactions.execute(any -> {
            var done = plans.end(id, state, outcome, at);
            if (done) audit.record(entry);
            return done;
        }));
    }
}
