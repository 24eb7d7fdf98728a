package io.segue.api;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of tables in the headers that compare them. */
final class ETags {
    private static final Pattern TAG = Pattern.compile("\"([^\"]*)\"");

    private ETags() {}

    static String of(String version) {
        return "\"" + version + "\"";
    }

    /** The versions that If-Match or If-None-Match names; one without quotes is understood too. Empty for null. */
    static List<String> versions(@Nullable String header) {
        if (header == null || header.isBlank()) return List.of();
        if (!header.contains("\"")) return List.of(header.strip());
        return TAG.matcher(header)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
