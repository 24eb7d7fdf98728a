/** Workbooks as plain values: every cell read with its address, typed by what its column declares, problems all at once. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
