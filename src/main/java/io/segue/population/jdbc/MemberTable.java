package io.segue.population.jdbc;

import io.segue.facts.Segments;
import io.segue.facts.Tiers;
import io.segue.metrics.Percentiles;
import io.segue.population.Placing;
import io.segue.population.UserResult;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of what refreshes concluded of users. */
final class MemberTable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final int BATCH = 500;
    private static final String INSERT = """
            INSERT INTO refresh_member (
                refresh_id, user_id, usage_percentile, breadth_percentile, content_percentile,
                lifecycle, lifecycle_starter, behavior, intent, plan_tier, value_tier, company_size,
                use_case, industry, role, region, dormancy, rfm,
                engagement_tier, activation_tier, expansion_tier, churn_tier,
                memberships, sales_tier, next_best_action)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;

    MemberTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long refresh, List<UserResult> results) {
        jdbc.batchUpdate(INSERT, results, BATCH, (row, user) -> {
            row.setLong(1, refresh);
            row.setString(2, user.userId());
            percentile(row, 3, user.percentiles().usage());
            percentile(row, 4, user.percentiles().breadth());
            percentile(row, 5, user.percentiles().content());
            var segments = user.segments();
            row.setString(6, segments.lifecycle());
            row.setString(7, segments.lifecycleStarter());
            row.setString(8, segments.behavior());
            row.setString(9, segments.intent());
            row.setString(10, segments.planTier());
            row.setString(11, segments.valueTier());
            row.setString(12, segments.companySize());
            row.setString(13, segments.useCase());
            row.setString(14, segments.industry());
            row.setString(15, segments.role());
            row.setString(16, segments.region());
            row.setString(17, segments.dormancy());
            row.setString(18, segments.rfm());
            row.setString(19, user.tiers().engagement());
            row.setString(20, user.tiers().activation());
            row.setString(21, user.tiers().expansionReadiness());
            row.setString(22, user.tiers().churnRisk());
            row.setString(23, JSON.writeValueAsString(user.memberships()));
            row.setInt(24, user.salesTier());
            row.setString(25, user.nextBestAction());
        });
    }

    private static void percentile(PreparedStatement row, int place, @Nullable Double value) throws SQLException {
        if (value == null) row.setNull(place, Types.DOUBLE);
        else row.setDouble(place, value);
    }

    /** Only users counted. */
    List<Placing> placings(long refresh) {
        return jdbc.query(
                """
                SELECT user_id, usage_percentile, breadth_percentile, content_percentile FROM refresh_member
                WHERE refresh_id = ? AND usage_percentile IS NOT NULL""",
                (row, number) -> new Placing(row.getString(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)),
                refresh);
    }

    Percentiles percentiles(long refresh, String userId) {
        return jdbc
                .query(
                        """
                        SELECT user_id, usage_percentile, breadth_percentile, content_percentile FROM refresh_member
                        WHERE refresh_id = ? AND user_id = ? AND usage_percentile IS NOT NULL""",
                        (row, number) ->
                                new Placing(row.getString(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)),
                        refresh,
                        userId)
                .stream()
                .findFirst()
                .map(Placing::percentiles)
                .orElse(Percentiles.NONE);
    }

    /** Deletes so many rows of the refresh, as far as there are. */
    int delete(long refresh, int limit) {
        return jdbc.update("""
                DELETE FROM refresh_member WHERE refresh_id = ? AND user_id IN (
                    SELECT user_id FROM refresh_member WHERE refresh_id = ? ORDER BY user_id LIMIT ?)""", refresh, refresh, limit);
    }

    Optional<UserResult> result(long refresh, String userId) {
        return jdbc
                .query(
                        "SELECT * FROM refresh_member WHERE refresh_id = ? AND user_id = ?",
                        MemberTable::result,
                        refresh,
                        userId)
                .stream()
                .findFirst();
    }

    private static UserResult result(ResultSet row, int number) throws SQLException {
        return new UserResult(
                row.getString("user_id"),
                new Percentiles(
                        percentile(row, "usage_percentile"),
                        percentile(row, "breadth_percentile"),
                        percentile(row, "content_percentile")),
                new Segments(
                        row.getString("lifecycle"),
                        row.getString("lifecycle_starter"),
                        row.getString("behavior"),
                        row.getString("intent"),
                        row.getString("plan_tier"),
                        row.getString("value_tier"),
                        row.getString("company_size"),
                        row.getString("use_case"),
                        row.getString("industry"),
                        row.getString("role"),
                        row.getString("region"),
                        row.getString("dormancy"),
                        row.getString("rfm")),
                new Tiers(
                        row.getString("engagement_tier"),
                        row.getString("activation_tier"),
                        row.getString("expansion_tier"),
                        row.getString("churn_tier")),
                JSON.readValue(row.getString("memberships"), TEXTS),
                row.getInt("sales_tier"),
                row.getString("next_best_action"));
    }

    private static @Nullable Double percentile(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }

    /** Deletes the rows of those users. */
    void delete(long refresh, Collection<String> userIds) {
        jdbc.batchUpdate(
                "DELETE FROM refresh_member WHERE refresh_id = ? AND user_id = ?", userIds, BATCH, (row, userId) -> {
                    row.setLong(1, refresh);
                    row.setString(2, userId);
                });
    }
}
