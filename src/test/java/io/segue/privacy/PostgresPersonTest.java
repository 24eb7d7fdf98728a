package io.segue.privacy;

import io.segue.support.Postgres;

class PostgresPersonTest extends PersonPromises {
    @Override
    String[] database(String name) {
        return new String[] {"segue.database.url=" + Postgres.shared().database(name)};
    }
}
