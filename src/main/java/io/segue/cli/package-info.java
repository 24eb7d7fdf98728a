/** The command line: what one does with a running service from outside, over HTTP, and with workbooks in files. */
@ApplicationModule(allowedDependencies = {"tables", "rules", "decisions", "publication"})
@NullMarked
package io.segue.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
