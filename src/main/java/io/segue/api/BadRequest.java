package io.segue.api;

import java.util.List;

/** A request that can't be taken, with everything that is wrong with it. */
final class BadRequest extends RuntimeException {
    private final transient List<Fault> faults;

    /** @param pointer JSON pointer into the body, or the name of a parameter */
    record Fault(String pointer, String detail) {}

    private BadRequest(String detail, List<Fault> faults) {
        super(detail);
        this.faults = List.copyOf(faults);
    }

    /** A parameter that can't be taken. */
    static BadRequest of(String parameter, String detail) {
        return new BadRequest(parameter + " can't be taken", List.of(new Fault(parameter, detail)));
    }

    /** Values of a body that can't be taken. */
    static BadRequest of(List<Fault> faults) {
        return new BadRequest(
                faults.size() == 1 ? "1 value can't be taken" : faults.size() + " values can't be taken", faults);
    }

    /** Whether the faults are of a body, whose values are pointed to. */
    boolean isOfBody() {
        return faults.stream().allMatch(fault -> fault.pointer().startsWith("/"));
    }

    List<Fault> faults() {
        return faults;
    }
}
