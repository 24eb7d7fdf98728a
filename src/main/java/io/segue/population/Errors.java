package io.segue.population;

import java.util.ArrayList;
import java.util.List;

/** What went wrong in a refresh: the first 20 things, and how many more. Used by one thread. */
final class Errors {
    private static final int MOST = 20;

    private final List<String> first = new ArrayList<>();
    private int count;

    void add(String error) {
        if (count++ < MOST) first.add(error);
    }

    /** For what matters more than what was said before. */
    void addFirst(String error) {
        first.add(0, error);
        count++;
    }

    int count() {
        return count;
    }

    /** At most 20 lines. */
    List<String> lines() {
        if (count <= MOST) return List.copyOf(first);
        var lines = new ArrayList<>(first.subList(0, MOST - 1));
        lines.add("and %d more".formatted(count - lines.size()));
        return lines;
    }
}
