/** Asks more of the service than it can do, and checks that it stays well. */
package io.segue.capacity;
