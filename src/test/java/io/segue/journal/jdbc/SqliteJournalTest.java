package io.segue.journal.jdbc;

class SqliteJournalTest extends JournalPromises {
    @Override
    String url() {
        return null;
    }
}
