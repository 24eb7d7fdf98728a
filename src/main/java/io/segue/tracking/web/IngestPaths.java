package io.segue.tracking.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the tracking API listens. Senders disagree on names and on slashes at the end, so all are served. */
public final class IngestPaths {
    /** The first path segment that all share. */
    static final String ROOT = "/v1";

    /** By last path segment, the type of the one message that such a call brings. */
    static final Map<String, String> SINGLES = singles();

    /** The last path segments of calls that bring a batch. */
    static final Set<String> BATCHES = Set.of("batch", "b", "import");

    private static final Set<String> ALL = Stream.concat(SINGLES.keySet().stream(), BATCHES.stream())
            .flatMap(call -> Stream.of(ROOT + "/" + call, ROOT + "/" + call + "/"))
            .collect(Collectors.toUnmodifiableSet());

    private IngestPaths() {}

    private static Map<String, String> singles() {
        var singles = new LinkedHashMap<String, String>();
        for (var type : List.of("identify", "track", "page", "screen", "group", "alias")) {
            singles.put(type, type);
            singles.put(type.substring(0, 1), type);
        }
        return Map.copyOf(singles);
    }

    /** Every path, with and without a slash at the end. All take POST, and OPTIONS from browsers, without any key but a write key. */
    public static Set<String> all() {
        return ALL;
    }
}
