/** The description of the API (OpenAPI), made from the controllers, their Javadoc, the doors and the kinds of problems. */
@ApplicationModule(allowedDependencies = {"problems", "security"})
@NullMarked
package io.segue.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
