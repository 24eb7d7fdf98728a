/** The Segment tracking API: what comes in is parsed, checked, clock-corrected, and handed to the journal. */
@ApplicationModule(allowedDependencies = {"facts", "tables", "journal", "problems", "profiles", "server"})
@NullMarked
package io.segue.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
