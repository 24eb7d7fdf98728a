/** Keys in a SQL database. */
@NullMarked
package io.segue.security.jdbc;

import org.jspecify.annotations.NullMarked;
