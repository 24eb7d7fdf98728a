/** What a ledger adds up to as of a date. Pure functions: no clock, no I/O. */
@ApplicationModule(allowedDependencies = {"facts", "journal", "profiles"})
@NullMarked
package io.segue.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
