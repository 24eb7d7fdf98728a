/** Lets processes, members, databases and disks fail under load, and checks that nothing acknowledged is lost or counted twice. */
package io.segue.soak;
