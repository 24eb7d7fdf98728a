/** The words rules may say: what is known of a user, and what has been concluded so far. Records only. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
