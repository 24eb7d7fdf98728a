package io.segue.tables;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the word that was most likely meant. */
public final class Nearest {
    private Nearest() {}

    /** The known word that takes the fewest letters to change, in any case; empty when none is close, by a third of its length. */
    public static Optional<String> to(String word, Collection<String> known) {
        var folded = fold(word);
        return known.stream()
                .min(Comparator.comparingInt((String other) -> distance(folded, fold(other)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(best -> distance(folded, fold(best)) <= Math.max(1, best.length() / 3));
    }

    /** The same as a sentence, {@code Write POWER.}; null when none is close. */
    public static @Nullable String advice(String word, Collection<String> known) {
        return to(word, known).map("Write %s."::formatted).orElse(null);
    }

    private static String fold(String word) {
        var plain = word.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Problem.cut(plain, 100);
    }

    /** Letters to add, drop or replace to get from one word to the other. */
    private static int distance(String from, String to) {
        var costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) costs[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
