/** Everyone at once: refreshes, what they found of each user, and the percentiles and lifts that later decisions take from them. */
@ApplicationModule(allowedDependencies = {"facts", "journal", "profiles", "metrics", "rules", "decisions"})
@NullMarked
package io.segue.population;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
