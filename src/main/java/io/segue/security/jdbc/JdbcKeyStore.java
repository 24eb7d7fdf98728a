package io.segue.security.jdbc;

import io.segue.security.ApiKey;
import io.segue.security.KeyStore;
import io.segue.security.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keys in a table. */
@Component
@DependsOnDatabaseInitialization
class JdbcKeyStore implements KeyStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    JdbcKeyStore(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    @Override
    public List<Kept> all() {
        return jdbc.sql("SELECT * FROM api_key ORDER BY created_at DESC, id")
                .query(JdbcKeyStore::kept)
                .list();
    }

    @Override
    public void add(ApiKey key, String hash) {
        jdbc.sql("""
                        INSERT INTO api_key (id, name, scopes, origins, requests_per_second, hash, created_at, created_by, expires_at)
                        VALUES (:id, :name, :scopes, :origins, :perSecond, :hash, :createdAt, :createdBy, :expiresAt)""")
                .param("id", key.id())
                .param("name", key.name())
                .param("scopes", json(key.scopes().stream().map(Scope::label).toList()))
                .param("origins", json(key.origins()))
                .param("perSecond", key.requestsPerSecond())
                .param("hash", hash)
                .param("createdAt", key.createdAt().toEpochMilli())
                .param("createdBy", key.createdBy())
                .param("expiresAt", millis(key.expiresAt()))
                .update();
    }

    @Override
    public boolean rotate(String id, String hash, Instant previousUntil) {
        return jdbc.sql("""
                                UPDATE api_key SET previous_hash = hash, previous_until = :until, hash = :hash
                                WHERE id = :id AND revoked_at IS NULL""")
                        .param("until", previousUntil.toEpochMilli())
                        .param("hash", hash)
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return jdbc.sql("UPDATE api_key SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL")
                        .param("at", at.toEpochMilli())
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public void used(String id, Instant at) {
        jdbc.sql("UPDATE api_key SET last_used_at = :at WHERE id = :id")
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update();
    }

    @Override
    public String shared(String name, String proposal) {
        jdbc.sql("INSERT INTO shared_secret (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
                .param("name", name)
                .param("value", proposal)
                .update();
        return jdbc.sql("SELECT value FROM shared_secret WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        var perSecond = row.getInt("requests_per_second");
        var key = new ApiKey(
                row.getString("id"),
                row.getString("name"),
                texts(row.getString("scopes")).stream()
                        .map(label -> Scope.of(label).orElseThrow())
                        .collect(Collectors.toSet()),
                texts(row.getString("origins")),
                perSecond == 0 ? null : (Integer) perSecond,
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                instant(row, "expires_at"),
                instant(row, "previous_until"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
        return new Kept(key, row.getString("hash"), row.getString("previous_hash"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.toEpochMilli();
    }

    private static String json(Collection<String> texts) {
        return JSON.writeValueAsString(new TreeSet<>(texts));
    }

    private static Set<String> texts(String json) {
        return Set.of(JSON.readValue(json, String[].class));
    }
}
