/** What people may ask for: all that is known of them, and that it is known no more. */
@ApplicationModule(allowedDependencies = {"audit", "journal", "profiles", "decisions", "population", "publication"})
@NullMarked
package io.segue.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
