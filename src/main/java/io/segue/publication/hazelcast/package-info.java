/** Members of a cluster tell each other what is to come live. */
@NullMarked
package io.segue.publication.hazelcast;

import org.jspecify.annotations.NullMarked;
