package io.segue.journal.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Lists of values for {@code IN}, in pieces that every database takes. */
final class Sql {
    private static final int PIECE = 500;

    private Sql() {}

    static List<List<String>> pieces(Collection<String> values) {
        var all = new ArrayList<>(values);
        var pieces = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += PIECE)
            pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
        return pieces;
    }

    /** As many question marks, 1 or more, with commas between them. */
    static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }
}
