package io.segue.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What it means that several rows of a table match.
 *
 * @param limit of SUM the most that the sum counts, of AT_LEAST how many are needed; 0 for the others
 */
public record HitPolicy(Kind kind, int limit) {
    /** The policies, by what they make of the rows that match. */
    public enum Kind {
        /** Exactly one row matches, whatever the values; proved when the table is read. */
        UNIQUE,
        /** The topmost row that matches is taken; proved that one always does. */
        FIRST,
        /** Each row that matches counts for itself. */
        COLLECT,
        /** The points of the rows that match are added, up to the limit. */
        SUM,
        /** The different results among the rows that match are counted. */
        COUNT,
        /** Whether there are at least so many different results among the rows that match. */
        AT_LEAST,
        /** Whether any row matches. */
        ANY
    }

    static final HitPolicy COLLECT = new HitPolicy(Kind.COLLECT, 0);

    private static final Pattern WITH_LIMIT = Pattern.compile("COLLECT (SUM UP TO|AT LEAST) (\\d{1,4})");

    /** Whether one row alone is taken. */
    public boolean single() {
        return kind == Kind.UNIQUE || kind == Kind.FIRST;
    }

    /** How sheets write those kinds, {@code UNIQUE, FIRST or COLLECT SUM UP TO 25}. */
    static String written(Set<Kind> kinds) {
        return kinds.stream()
                .sorted()
                .map(kind -> switch (kind) {
                    case UNIQUE, FIRST, COLLECT -> kind.name();
                    case COUNT, ANY -> "COLLECT " + kind.name();
                    case SUM -> "COLLECT SUM UP TO 25";
                    case AT_LEAST -> "COLLECT AT LEAST 2";
                })
                .collect(Collectors.joining(" or "));
    }

    /** Reads a policy as sheets state it: {@code UNIQUE}, {@code COLLECT SUM UP TO 25}. */
    public static Optional<HitPolicy> named(String text) {
        var wanted = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        var limited = WITH_LIMIT.matcher(wanted);
        if (limited.matches()) {
            var kind = limited.group(1).startsWith("SUM") ? Kind.SUM : Kind.AT_LEAST;
            return Optional.of(new HitPolicy(kind, Integer.parseInt(limited.group(2))));
        }
        return switch (wanted) {
            case "UNIQUE" -> Optional.of(new HitPolicy(Kind.UNIQUE, 0));
            case "FIRST" -> Optional.of(new HitPolicy(Kind.FIRST, 0));
            case "COLLECT" -> Optional.of(COLLECT);
            case "COLLECT COUNT" -> Optional.of(new HitPolicy(Kind.COUNT, 0));
            case "COLLECT ANY" -> Optional.of(new HitPolicy(Kind.ANY, 0));
            default -> Optional.empty();
        };
    }
}
