/** Who may do what: keys, and the chain that every request passes. */
@ApplicationModule(allowedDependencies = {"audit", "problems", "server", "tracking :: web"})
@NullMarked
package io.segue.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
