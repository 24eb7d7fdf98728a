package io.segue.profiles;

/** An attempt to pay. */
record Payment(Stamp stamp, boolean succeeded) {}
