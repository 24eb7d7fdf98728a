package io.segue.population.jdbc;

import io.segue.metrics.Percentiles;
import io.segue.population.Concluded;
import io.segue.population.Distribution;
import io.segue.population.Lift;
import io.segue.population.Placing;
import io.segue.population.Refresh;
import io.segue.population.RefreshStore;
import io.segue.population.UserResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
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

    private final TransactionTemplate transactions;
    private final RefreshTable refreshes;
    private final MemberTable members;
    private final LiftTable lifts;

    JdbcRefreshStore(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        refreshes = new RefreshTable(jdbc);
        members = new MemberTable(jdbc);
        lifts = new LiftTable(jdbc);
    }

    @Override
    public Refresh queue(Instant asOf) {
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
    public boolean begin(long id, String knowledgeVersion, Instant at) {
        return refreshes.begin(id, knowledgeVersion, at);
    }

    @Override
    public boolean cancelQueued(long id, Instant at) {
        return refreshes.cancelQueued(id, at);
    }

    @Override
    public void found(long id, Collection<Lift> found, int total) {
        transactions.executeWithoutResult(any -> {
            refreshes.total(id, total);
            lifts.insert(id, found);
        });
    }

    @Override
    public void decided(long id, List<UserResult> results, int done, List<String> errors) {
        transactions.executeWithoutResult(any -> {
            refreshes.progress(id, done, errors);
            members.insert(id, results);
        });
    }

    @Override
    public void finish(long id, Distribution distribution, Instant at) {
        refreshes.finish(id, distribution, at);
    }

    @Override
    public void giveUp(long id, Refresh.State state, List<String> errors, Instant at) {
        // the state last, so that a crash on the way leaves it to be given up again
        int deleted = AT_ONCE;
        while (deleted == AT_ONCE) deleted = members.delete(id, AT_ONCE);
        lifts.delete(id);
        refreshes.giveUp(id, state, errors, at);
    }

    @Override
    public void giveUpUnfinished(String error, Instant at) {
        for (var refresh : refreshes.unfinished()) {
            var errors = new ArrayList<>(refresh.errors());
            errors.add(0, error);
            giveUp(refresh.id(), Refresh.State.FAILED, errors, at);
        }
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
    public boolean forget(Collection<String> userIds) {
        boolean all = !refreshes.isAnyRunning();
        for (var refresh : refreshes.ids()) {
            members.delete(refresh, userIds);
            refreshes.forget(refresh, userIds);
        }
        return all;
    }

    @Override
    public Optional<Distribution> distribution(long id) {
        return refreshes.distribution(id);
    }
}
