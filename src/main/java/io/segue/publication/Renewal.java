package io.segue.publication;

import io.segue.tables.KnowledgeFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be live for the sake of the directory.
 *
 * @param files     all of it
 * @param directory what the directory holds, path to hash
 * @param kept      paths of workbooks that changed there and by publishing too, and stay as published
 * @param after     the release it would follow; null before the first
 */
record Renewal(
        KnowledgeFiles files,
        Map<String, String> directory,
        List<String> kept,
        @Nullable Release after) {
    /**
     * Brings what is live and the directory together.
     *
     * @param taking paths of workbooks that are taken from the directory whatever was published
     */
    static Renewal of(KnowledgeStore store, KnowledgeFiles directory, List<String> taking) {
        var hashes = directory.hashes();
        var live = store.live().orElse(null);
        if (live == null) return new Renewal(directory, hashes, List.of(), null);
        var published = store.files(live.version())
                .orElseThrow(() -> new IllegalStateException("the files of knowledge " + live.version() + " are lost"));
        var merge = Merge.of(published.hashes(), live.directory(), hashes).taking(hashes, taking);
        var contents = new HashMap<String, byte[]>();
        var lying = directory.matching("", "");
        published.matching("", "").forEach((path, content) -> {
            if (merge.files().containsKey(path)) contents.put(path, content);
        });
        merge.files().forEach((path, hash) -> {
            var content = lying.get(path);
            if (content != null && hash.equals(hashes.get(path))) contents.put(path, content);
        });
        return new Renewal(new KnowledgeFiles(contents), hashes, merge.kept(), live);
    }

    /** Whether exactly that is live already. */
    boolean isLive() {
        return after != null
                && after.version().equals(files.version())
                && after.directory().equals(directory);
    }
}
