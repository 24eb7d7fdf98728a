package io.segue.journal.jdbc;

class SqliteRetentionTest extends RetentionPromises {
    @Override
    String url() {
        return null;
    }
}
