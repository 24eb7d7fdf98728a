/** What is remembered of users and accounts, folded from the journal and held in Hazelcast. */
@ApplicationModule(allowedDependencies = {"facts", "journal"})
@NullMarked
package io.segue.profiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
