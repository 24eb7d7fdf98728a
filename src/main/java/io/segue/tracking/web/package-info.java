/** The HTTP door of the Segment tracking API. */
@NullMarked
package io.segue.tracking.web;

import org.jspecify.annotations.NullMarked;
