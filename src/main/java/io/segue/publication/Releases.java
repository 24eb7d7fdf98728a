package io.segue.publication;

import io.segue.publication.Release.Detail;
import io.segue.tables.KnowledgeFiles;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes versions live in the store.
 *
 * @param store where
 */
record Releases(KnowledgeStore store, Clock clock) {
    /** Makes the renewal live; empty when another release came in between. */
    Optional<Release> add(Renewal renewal, Release.Kind kind, String comment, Actor by) {
        var after = renewal.after();
        var detail = new Detail(TableVersions.of(renewal.files()), List.of(), names(renewal.kept()), null, Map.of());
        return add(
                renewal.files(),
                new Release(
                        after == null ? 1 : after.seq() + 1,
                        renewal.files().version(),
                        kind,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        by.id(),
                        comment,
                        detail,
                        renewal.directory()),
                by);
    }

    /** Makes files live as that release says; empty when another release came in between. */
    Optional<Release> add(KnowledgeFiles files, Release release, Actor by) {
        store.keep(files);
        var what = "%s of release %d: %s"
                .formatted(release.kind().name().toLowerCase(Locale.ROOT), release.seq(), release.comment());
        return store.add(release, by.did("knowledge.released", release.version(), release.at(), what))
                ? Optional.of(release)
                : Optional.empty();
    }

    private static List<String> names(List<String> paths) {
        return paths.stream().map(KnowledgeFiles::tableOf).toList();
    }
}
