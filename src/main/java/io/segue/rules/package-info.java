/** Knowledge versions: decision tables and rules read, checked, compiled, run and traced. Only here is Drools known. */
@ApplicationModule(allowedDependencies = {"facts", "tables"})
@NullMarked
package io.segue.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
