/** Refreshes and how users are distributed over segments, by HTTP. */
@NullMarked
package io.segue.population.web;

import org.jspecify.annotations.NullMarked;
