package io.segue.journal.jdbc;

import io.segue.support.Postgres;

class PostgresRetentionTest extends RetentionPromises {
    @Override
    String url() {
        return Postgres.shared().database(directory.getFileName().toString());
    }
}
