/** Sends the running service what nobody should, and checks that it stays well. */
package io.segue.fuzz;
