/** The journal in a SQL database: SQLite by default, PostgreSQL in production. The only place that knows JDBC. */
@NullMarked
package io.segue.journal.jdbc;

import org.jspecify.annotations.NullMarked;
