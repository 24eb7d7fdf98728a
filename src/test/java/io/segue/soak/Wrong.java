package io.segue.soak;

import java.util.ArrayList;
import java.util.List;

/** What should not be. Safe for use by many threads. */
final class Wrong {
    private static final int SHOWN = 20;

    private final List<String> findings = new ArrayList<>();

    synchronized void add(String finding, Object... values) {
        findings.add(finding.formatted(values));
    }

    synchronized List<String> all() {
        return List.copyOf(findings);
    }

    /** Prints what was found, and answers whether that is nothing. */
    boolean tell() {
        var all = all();
        all.stream().limit(SHOWN).forEach(what -> System.out.println("WRONG " + what));
        System.out.println(all.isEmpty() ? "nothing wrong" : all.size() + " things are wrong");
        return all.isEmpty();
    }
}
