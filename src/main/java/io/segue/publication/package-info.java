/** A workbook from draft to live and back: checked before it may decide anything. */
@ApplicationModule(allowedDependencies = {"facts", "tables", "rules", "tracking", "metrics", "decisions"})
@NullMarked
package io.segue.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
