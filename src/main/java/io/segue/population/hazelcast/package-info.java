/** Members of a cluster work on refreshes together. */
@NullMarked
package io.segue.population.hazelcast;

import org.jspecify.annotations.NullMarked;
