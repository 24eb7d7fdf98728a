package io.segue.privacy;

class SqlitePersonTest extends PersonPromises {
    @Override
    String[] database(String name) {
        return new String[0];
    }
}
