/** How long a decision takes, against the same logic in plain Java. */
@NullMarked
package io.segue.bench;

import org.jspecify.annotations.NullMarked;
