/** A workbook from draft to live and back: what it says, how two differ, how it is written for those who edit it. */
@ApplicationModule(allowedDependencies = {"facts", "tables", "rules", "tracking", "metrics", "decisions"})
@NullMarked
package io.segue.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
