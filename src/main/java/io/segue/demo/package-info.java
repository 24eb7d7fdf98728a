/** A made-up company whose users fill an empty house, so that every answer can be seen before real events arrive. */
@ApplicationModule(allowedDependencies = {"journal", "tracking", "population"})
@NullMarked
package io.segue.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
