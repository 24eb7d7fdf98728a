package io.segue.api;

import java.util.List;

/** A request that can't be taken, with everything that is wrong with it. */
final class BadRequest extends RuntimeException {
    private final transient List<Fault> faults;

    /** @param pointer JSON pointer into the body, or the name of a parameter */
    record Fault(String pointer, String detail) {}

    BadRequest(String detail, List<Fault> faults) {
        super(detail);
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
