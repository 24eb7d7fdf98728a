/** What is answered to what can't be done: kinds of problems, each with a page that explains it (RFC 9457). */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.segue.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
