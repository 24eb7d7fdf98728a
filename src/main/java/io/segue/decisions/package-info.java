/** Facts in, a decision with its reasons out: arbitration, contact policy, control group, why. */
@ApplicationModule(allowedDependencies = {"facts", "tables", "journal", "profiles", "tracking", "metrics", "rules"})
@NullMarked
package io.segue.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
