package io.segue.journal.jdbc;

import io.segue.support.Postgres;

class PostgresJournalTest extends JournalPromises {
    @Override
    String url() {
        return Postgres.shared().database(directory.getFileName().toString());
    }
}
