/** What sales teams read: accounts with their tier and where it comes from. Nothing is decided here. */
@ApplicationModule(allowedDependencies = {"facts", "profiles", "metrics", "decisions"})
@NullMarked
package io.segue.sales;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
