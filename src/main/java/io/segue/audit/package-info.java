/** What was done and refused, by whom; only ever added to. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
