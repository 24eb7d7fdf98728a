package io.segue.population.jdbc;

import io.segue.metrics.Percentiles;
import io.segue.population.Claim;
import io.segue.population.ClaimLost;
import io.segue.population.Concluded;
import io.segue.population.Distribution;
import io.segue.population.Lift;
import io.segue.population.Placing;
import io.segue.population.Refresh;
import io.segue.population.RefreshStore;
import io.segue.population.Unfinished;
import io.segue.population.UserResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refreshes in a SQL database. A transaction that writes begins with a write, so that on SQLite it waits for its turn instead of being
 * refused, and is short, since others wait for theirs.
 */
@Component
@DependsOnDatabaseInitialization
class JdbcRefreshStore implements RefreshStore {
    private static final int AT_ONCE = 2000;
    private static final int TRIES = 20;

    private final TransactionTemplate transactions;
    private final RefreshTable refreshes;
    private final MemberTable members;
    private final LiftTable lifts;
    private final ErasedTable erased;

    JdbcRefreshStore(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        refreshes = new RefreshTable(jdbc);
        members = new MemberTable(jdbc);
        lifts = new LiftTable(jdbc);
        erased = new ErasedTable(jdbc);
    }

    @Override
    public Refresh queue(Instant asOf) {
        for (int i = 0; i < TRIES; i++)
            try {
                return queued(asOf);
            } catch (DuplicateKeyException e) {
                // another member has just taken the id
            }
        return queued(asOf);
    }

    private Refresh queued(Instant asOf) {
        return transactions.execute(any -> refreshes.insert(asOf));
    }

    @Override
    public Optional<Refresh> get(long id) {
        return refreshes.get(id);
    }

    @Override
    public List<Refresh> latest(int limit) {
        return refreshes.latest(limit);
    }

    @Override
    public List<Refresh> finished() {
        return refreshes.finished();
    }

    @Override
    public long lastFinished() {
        return refreshes.lastFinished();
    }

    @Override
    public long takenOut() {
        return erased.times();
    }

    @Override
    public Optional<Unfinished> next() {
        return refreshes.next();
    }

    @Override
    public Optional<Claim> claim(Unfinished seen, String knowledgeVersion, Instant at) {
        return refreshes.claim(seen, knowledgeVersion, at)
                ? Optional.of(new Claim(seen.id(), seen.claim() + 1))
                : Optional.empty();
    }

    @Override
    public boolean renew(Claim claim) {
        return transactions.execute(any -> refreshes.beat(claim).orElseThrow(() -> new ClaimLost(claim)));
    }

    @Override
    public void release(Claim claim) {
        refreshes.release(claim);
    }

    @Override
    public void clear(Claim claim) {
        int deleted = AT_ONCE;
        while (deleted == AT_ONCE)
            deleted = transactions.execute(any -> {
                renew(claim);
                return members.delete(claim.refresh(), AT_ONCE);
            });
        transactions.executeWithoutResult(any -> {
            renew(claim);
            lifts.delete(claim.refresh());
        });
    }

    @Override
    public void cancel(long id, Instant at) {
        refreshes.cancel(id, at);
    }

    @Override
    public void found(Claim claim, Collection<Lift> found, int total) {
        transactions.executeWithoutResult(any -> {
            refreshes.total(claim, total);
            lifts.insert(claim.refresh(), found);
        });
    }

    @Override
    public void decided(Claim claim, List<UserResult> results, int done, List<String> errors) {
        transactions.executeWithoutResult(any -> {
            refreshes.progress(claim, done, errors);
            members.insert(claim.refresh(), results);
        });
    }

    @Override
    public void finish(Claim claim, Distribution distribution, Instant at) {
        transactions.executeWithoutResult(any -> {
            refreshes.finish(claim, distribution, at);
            takeOut(claim.refresh());
        });
    }

    @Override
    public void giveUp(Claim claim, Refresh.State state, List<String> errors, Instant at) {
        // the state last, so that after a crash on the way somebody takes it up and does it again
        clear(claim);
        transactions.executeWithoutResult(any -> {
            refreshes.giveUp(claim, state, errors, at);
            takeOut(claim.refresh());
        });
    }

    /** What it wrote of users after they were erased. */
    private void takeOut(long refresh) {
        var userIds = erased.of(refresh);
        if (userIds.isEmpty()) return;
        forget(refresh, userIds);
        erased.delete(refresh);
    }

    private void forget(long refresh, Collection<String> userIds) {
        members.delete(refresh, userIds);
        refreshes.forget(refresh, userIds);
    }

    @Override
    public List<Lift> lifts(long id) {
        return lifts.of(id);
    }

    @Override
    public List<Placing> placings(long id) {
        return members.placings(id);
    }

    @Override
    public Percentiles percentiles(long id, String userId) {
        return members.percentiles(id, userId);
    }

    @Override
    public List<Concluded> concludedOf(Collection<String> userIds) {
        var concluded = new ArrayList<Concluded>();
        for (var refresh : refreshes.finished())
            for (var userId : userIds)
                members.result(refresh.id(), userId)
                        .ifPresent(result -> concluded.add(new Concluded(refresh.id(), refresh.asOf(), result)));
        return concluded;
    }

    @Override
    public void forget(Collection<String> userIds) {
        transactions.executeWithoutResult(any -> {
            for (var running : refreshes.lockRunning()) erased.insert(running, userIds);
        });
        for (var refresh : refreshes.ids()) forget(refresh, userIds);
        erased.countUp();
    }

    @Override
    public Optional<Distribution> distribution(long id) {
        return refreshes.distribution(id);
    }
}
