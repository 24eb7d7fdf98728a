/** The HTTP door of the Segment tracking API. */
@NamedInterface("web")
@NullMarked
package io.segue.tracking.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
