package io.segue.tables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems while reading goes on, so that all of them can be told at once, each once. Not safe for use by several threads. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    /** Takes over all of another collection. */
    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    /** About a file as a whole. */
    public void add(String file, String detail) {
        add(Problem.of(file, detail));
    }

    /** About a cell. */
    public void add(Sheet sheet, Cell cell, String detail) {
        add(Problem.at(sheet, cell, detail));
    }

    /** About a cell that could not be read as what its column holds. */
    public void add(Sheet sheet, Cell cell, ValueType.Wrong wrong) {
        add(Problem.at(sheet, cell, wrong.detail()).expecting(wrong.expected()).suggesting(wrong.suggestion()));
    }

    /** About a sheet as a whole. */
    public void add(Sheet sheet, String detail) {
        add(Problem.of(sheet, detail));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }
}
