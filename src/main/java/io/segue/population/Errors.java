package io.segue.population;

import io.segue.profiles.CodePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What went wrong in a refresh: 20 things, and how many more. Of users' errors the first by alphabet are kept, so that it is the same
 * whoever was quicker. Used by one thread.
 */
final class Errors {
    private static final int MOST = 20;

    private final List<String> before = new ArrayList<>();
    private final TreeSet<String> first = new TreeSet<>(CodePoints.ORDER);
    private int count;

    void add(String error) {
        count++;
        first.add(error);
        if (first.size() > MOST) first.pollLast();
    }

    /** For what matters more than what was said before. */
    void addFirst(String error) {
        before.add(0, error);
        count++;
    }

    int count() {
        return count;
    }

    /** At most 20 lines. */
    List<String> lines() {
        var lines = new ArrayList<>(before);
        lines.addAll(first);
        if (count <= MOST) return lines;
        if (lines.size() >= MOST) lines.subList(MOST - 1, lines.size()).clear();
        lines.add("and %d more".formatted(count - lines.size()));
        return lines;
    }
}
