package io.segue.soak;

import io.segue.capacity.Tally;

/**
 * What came back during a part of a run.
 *
 * @param name      the part's
 * @param begin     by System.nanoTime
 * @param batches   of calls with events
 * @param decisions of questions what to do with a user
 */
record Figures(String name, long begin, Tally batches, Tally decisions) {
    static Figures begin(String name) {
        return new Figures(name, System.nanoTime(), new Tally(), new Tally());
    }

    void tell() {
        System.out.printf(
                "%-10s batches   %s%n%-10s decisions %s, at most %.0f ms%n",
                name, batches, "", decisions, decisions.millis(1));
    }
}
