/** Versions, releases, drafts and rehearsals in a SQL database. */
@NullMarked
package io.segue.publication.jdbc;

import org.jspecify.annotations.NullMarked;
