/** The log, without anything of anybody in it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
