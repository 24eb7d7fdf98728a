/** What the server puts up with from whoever connects: sizes, counts and slowness. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
