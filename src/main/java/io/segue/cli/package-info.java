/** The command line: what one does with a running service from outside, over HTTP. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
