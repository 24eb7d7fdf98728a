/** Refreshes and their results in the SQL database; the only place of the population that knows JDBC. */
@NullMarked
package io.segue.population.jdbc;

import org.jspecify.annotations.NullMarked;
