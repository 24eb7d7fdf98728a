/** The record in a SQL database. */
@NullMarked
package io.segue.audit.jdbc;

import org.jspecify.annotations.NullMarked;
