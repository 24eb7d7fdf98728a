/** Traces, where someone collects them, without anything of anybody in them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
