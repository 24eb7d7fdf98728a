/** The durable log of accepted events: each once per messageId, committed before anyone is told so. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
