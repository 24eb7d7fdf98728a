package io.segue.journal.jdbc;

import io.segue.journal.Writers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** The only process on its database, which the lock of the data directory sees to. */
final class SoleWriter implements Writers {
    SoleWriter(DataSource database) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO journal_writer (id, seen_at) VALUES (?, 0) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, self());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be written", e);
        }
    }

    @Override
    public String self() {
        return "sole";
    }

    @Override
    public void enter() {}

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Set<String> others() {
        return Set.of();
    }

    @Override
    public boolean isExpelled() {
        return false;
    }

    @Override
    public void meet() {}

    @Override
    public void leave() {}

    @Override
    public boolean mayWrite() {
        return true;
    }

    @Override
    public boolean isTrusted() {
        return true;
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void suspect() {}

    @Override
    public OptionalLong expel(String writer) {
        return OptionalLong.empty();
    }

    @Override
    public Duration silence(String writer) {
        return Duration.ofSeconds(Long.MAX_VALUE);
    }
}
