package io.segue.audit.jdbc;

import io.segue.audit.Audit;
import io.segue.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries in a table. */
@Component
@DependsOnDatabaseInitialization
class JdbcAudit implements Audit {
    private final JdbcClient jdbc;

    JdbcAudit(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    @Override
    public void record(AuditEntry entry) {
        jdbc.sql("""
                        INSERT INTO audit (at, actor, address, action, target, outcome, count, detail)
                        VALUES (:at, :actor, :address, :action, :target, :outcome, :count, :detail)""")
                .param("at", entry.at().toEpochMilli())
                .param("actor", entry.actor())
                .param("address", entry.address())
                .param("action", entry.action())
                .param("target", entry.target())
                .param("outcome", entry.outcome().name())
                .param("count", entry.count())
                .param("detail", entry.detail())
                .update();
    }

    @Override
    public List<Recorded> latest(@Nullable Long before, int limit) {
        return jdbc.sql("SELECT * FROM audit WHERE seq < :before ORDER BY seq DESC LIMIT :limit")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(JdbcAudit::recorded)
                .list();
    }

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                row.getLong("seq"),
                new AuditEntry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("target"),
                        AuditEntry.Outcome.valueOf(row.getString("outcome")),
                        row.getInt("count"),
                        row.getString("detail")));
    }
}
