package io.segue.demo;

import java.time.Instant;

/** Decides on everyone, so that percentiles, recommendations and members of segments are there to be seen. */
@FunctionalInterface
public interface Refresh {
    /** Returns when everyone is decided on as of the instant. */
    void run(Instant asOf);
}
