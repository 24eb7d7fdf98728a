package io.segue.api;

import io.segue.publication.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version that came live.
 *
 * @param release   1, 2, 3 and so on
 * @param version   names what decides from then on
 * @param live      whether it decides now
 * @param kind      how it came about
 * @param at        when
 * @param by        who, such as {@code key:ID}; {@code service} for what the service does by itself
 * @param comment   why
 * @param drafts    what was published, and whose it was; empty unless drafts were published
 * @param kept      tables that changed in the directory and by publishing too, so that the published one was kept
 * @param rehearsal id of the rehearsal that showed what would change; null without one
 * @param changed   percent of users whose decision the rehearsal saw change, by decision; empty without one
 */
record ReleaseView(
        long release,
        String version,
        boolean live,
        Release.Kind kind,
        Instant at,
        String by,
        String comment,
        List<Release.Authored> drafts,
        List<String> kept,
        @Nullable String rehearsal,
        Map<String, Double> changed) {
    static ReleaseView of(Release release, boolean live) {
        return new ReleaseView(
                release.seq(),
                release.version(),
                live,
                release.kind(),
                release.at(),
                release.by(),
                release.comment(),
                release.detail().drafts(),
                release.detail().kept(),
                release.detail().rehearsal(),
                release.detail().changed());
    }
}
