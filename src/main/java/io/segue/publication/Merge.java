package io.segue.publication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is live and what lies in the directory together, file by file: what changed in one place only is taken from there.
 * A workbook that changed in both stays as it was published, for somebody saw and wanted that; a rule is taken from the
 * directory, which is where rules are written. Files are given by their hashes.
 *
 * @param files where each file is taken from
 * @param kept  workbooks that changed in both places
 */
record Merge(Map<String, String> files, List<String> kept) {
    /**
     * Brings them together.
     *
     * @param live      what is live
     * @param taken     the directory as it was last taken
     * @param directory the directory as it is
     */
    static Merge of(Map<String, String> live, Map<String, String> taken, Map<String, String> directory) {
        var files = new TreeMap<>(live);
        var kept = new ArrayList<String>();
        var paths = new TreeSet<>(taken.keySet());
        paths.addAll(directory.keySet());
        for (var path : paths) {
            var now = directory.get(path);
            if (Objects.equals(now, taken.get(path)) || Objects.equals(now, live.get(path))) continue;
            if (path.endsWith(".xlsx") && !Objects.equals(live.get(path), taken.get(path))) kept.add(path);
            else put(files, path, now);
        }
        return new Merge(files, List.copyOf(kept));
    }

    /** The same with those files taken from the directory whatever was published. */
    Merge taking(Map<String, String> directory, List<String> paths) {
        var merged = new HashMap<>(files);
        for (var path : paths) put(merged, path, directory.get(path));
        return new Merge(
                merged, kept.stream().filter(path -> !paths.contains(path)).toList());
    }

    private static void put(Map<String, String> files, String path, @Nullable String hash) {
        if (hash == null) files.remove(path);
        else files.put(path, hash);
    }
}
