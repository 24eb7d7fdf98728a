package io.segue.tables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects problems while reading goes on, so that all of them can be told at once, each once. Not safe for use by several threads. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(String file, @Nullable String place, String detail) {
        found.add(new Problem(file, place, detail));
    }

    public void add(Sheet sheet, Cell cell, String detail) {
        add(sheet.workbook(), sheet.name() + "!" + cell.address(), detail);
    }

    public void add(Sheet sheet, String detail) {
        add(sheet.workbook(), sheet.name(), detail);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }
}
