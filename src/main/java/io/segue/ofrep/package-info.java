/** The OpenFeature Remote Evaluation Protocol: decisions as feature flags, and notices when they change. */
@ApplicationModule(allowedDependencies = {"facts", "journal", "rules", "profiles", "decisions", "security"})
@NullMarked
package io.segue.ofrep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
