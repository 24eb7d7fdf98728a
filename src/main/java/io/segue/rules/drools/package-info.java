/** Drools: tables to DRL, DRL to a compiled base, sessions. */
@NullMarked
package io.segue.rules.drools;

import org.jspecify.annotations.NullMarked;
