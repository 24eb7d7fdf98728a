package io.segue.journal.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * SQLite ends a transaction by itself when the disk is full or fails. Its driver does not notice, and on such a connection every later
 * commit and rollback fails, reads among them, also when there is room again. So one that failed is not used again; another one is
 * opened within a millisecond.
 */
final class SqliteFailures implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}
