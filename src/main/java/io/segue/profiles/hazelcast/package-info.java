/** Memories held in Hazelcast, and kept up with the journal; the only place that knows of it. */
@NullMarked
package io.segue.profiles.hazelcast;

import org.jspecify.annotations.NullMarked;
