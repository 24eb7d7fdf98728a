package io.segue.api;

import io.segue.publication.History;
import io.segue.publication.PlannedRelease;
import io.segue.publication.Publisher;
import io.segue.publication.Release;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Brings tables and rules live, forward and back, and tells what was. */
@RestController
@RequestMapping(path = "/v1/knowledge", produces = MediaType.APPLICATION_JSON_VALUE)
class KnowledgeController {
    private static final int MOST = 500;

    private final Publisher publisher;
    private final History history;

    KnowledgeController(Publisher publisher, History history) {
        this.publisher = publisher;
        this.history = history;
    }

    /**
     * What became of a wish to publish.
     *
     * @param release what came live; null when it is planned
     * @param planned what waits; null when it came live
     */
    record Published(
            @Nullable ReleaseView release, @Nullable PlannedRelease planned) {}

    /**
     * Publish drafts. All of them come live together, at once or at a given instant.
     *
     * @return what came live, or what waits
     * @throws Conflict when things stand against it: a draft is not open, is the caller's own, or was made from something else than what is live; more users would change than the limits allow
     * @throws Unusable when the drafts don't go together
     */
    @PostMapping("/releases")
    ResponseEntity<Published> publishDrafts(@RequestBody Map<String, Object> wish, HttpServletRequest request) {
        var read = PublishBody.read(wish);
        var by = Actors.of(request);
        if (read.at() == null)
            return ResponseEntity.ok(new Published(ReleaseView.of(publisher.publish(read.wish(), by), true), null));
        var planned = publisher.plan(read.wish(), read.at(), by);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/knowledge/releases/" + planned.id()))
                .body(new Published(null, planned));
    }

    /**
     * Planned releases.
     *
     * @param releases those that wait, the next first
     */
    record PlannedReleases(List<PlannedRelease> releases) {}

    /** Releases that wait for their instant. */
    @GetMapping("/releases")
    PlannedReleases listPlannedReleases() {
        return new PlannedReleases(history.planned());
    }

    /**
     * A planned release, and what became of it.
     *
     * @param id the planned release's id
     * @throws NotFound when none has the id
     */
    @GetMapping("/releases/{id}")
    PlannedRelease getPlannedRelease(@PathVariable String id) {
        return history.planned(id).orElseThrow(() -> unplanned(id));
    }

    /**
     * Cancel a planned release.
     *
     * @param id the planned release's id
     * @throws NotFound when none has the id
     * @throws Conflict when it does not wait any more
     */
    @DeleteMapping("/releases/{id}")
    PlannedRelease cancelPlannedRelease(@PathVariable String id, HttpServletRequest request) {
        if (history.planned(id).isEmpty()) throw unplanned(id);
        if (!publisher.cancel(id, Actors.of(request))) throw new Conflict("The release does not wait any more.");
        return history.planned(id).orElseThrow(() -> unplanned(id));
    }

    private static NotFound unplanned(String id) {
        return new NotFound("No planned release has the id \"%s\".".formatted(id));
    }

    /**
     * Take up an earlier version again, at once.
     *
     * @throws Conflict when that version is live, or never was
     */
    @PostMapping("/rollback")
    ReleaseView rollBack(@RequestBody Map<String, Object> wish, HttpServletRequest request) {
        var body = new Fields(wish, "version", "comment");
        var version = body.text("version", Comments.LONGEST);
        var comment = body.text("comment", Comments.LONGEST);
        body.check();
        return ReleaseView.of(
                publisher.rollback(String.valueOf(version), String.valueOf(comment), Actors.of(request)), true);
    }

    /**
     * What came of reading the directory.
     *
     * @param release what came live; null when nothing had changed
     */
    record Reloaded(@Nullable ReleaseView release) {}

    /**
     * Read the directory again. What changed in rules and tables there comes live, if all of it is sound. Tables that were published
     * meanwhile stay as published, unless they are named.
     *
     * @throws Conflict when another release came live meanwhile
     * @throws Unusable when something there can't be used; what is live stays
     */
    @PostMapping("/reload")
    Reloaded reloadKnowledge(@RequestBody Map<String, Object> wish, HttpServletRequest request) {
        var body = new Fields(wish, "comment", "tables");
        var comment = body.text("comment", Comments.LONGEST);
        var tables = body.texts("tables");
        body.check();
        Optional<Release> release = publisher.reload(tables, String.valueOf(comment), Actors.of(request));
        return new Reloaded(release.map(made -> ReleaseView.of(made, true)).orElse(null));
    }

    /**
     * A page of what came live.
     *
     * @param live     the version that decides now
     * @param versions releases, latest first
     * @param planned  what waits, the next first; on the first page only
     * @param cursor   what the next page is asked for with; null on the last
     */
    record Versions(
            String live,
            List<ReleaseView> versions,
            List<PlannedRelease> planned,
            @Nullable String cursor) {}

    /**
     * What came live, latest first.
     *
     * @param cursor from the page before; the latest if missing
     * @param limit  how many a page has at most
     */
    @GetMapping("/versions")
    Versions listVersions(
            @RequestParam(required = false) @Nullable Long cursor, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        var live = history.live();
        var releases = history.releases(cursor, limit);
        return new Versions(
                live.version(),
                releases.stream()
                        .map(release -> ReleaseView.of(release, release.seq() == live.seq()))
                        .toList(),
                cursor == null ? history.planned() : List.of(),
                releases.size() < limit
                        ? null
                        : String.valueOf(releases.get(releases.size() - 1).seq()));
    }

    /**
     * A version: when it last came live, and why.
     *
     * @param version the version's name
     * @throws NotFound when that version never was live
     */
    @GetMapping("/versions/{version}")
    ReleaseView getVersion(@PathVariable String version) {
        var release = history.version(version).orElseThrow(() -> unknown(version));
        return ReleaseView.of(release, release.version().equals(history.live().version()));
    }

    /**
     * What changed from one version to another.
     *
     * @param from   the version compared with
     * @param to     the version that is told of
     * @param tables those that say something else, by name
     */
    record VersionDiff(String from, String to, List<DiffView> tables) {}

    /**
     * What a version changed, each change with who and when.
     *
     * @param version the version's name
     * @param from    the version to compare with; the one that was live before it if missing
     * @throws NotFound when one of them never was live
     */
    @GetMapping("/versions/{version}/diff")
    VersionDiff getVersionDiff(@PathVariable String version, @RequestParam(required = false) @Nullable String from) {
        var to = history.version(version).orElseThrow(() -> unknown(version));
        var earlier = from == null
                ? history.before(to).orElse(to)
                : history.version(from).orElseThrow(() -> unknown(from));
        return new VersionDiff(
                earlier.version(),
                to.version(),
                history.diff(earlier, to).stream().map(DiffView::of).toList());
    }

    static NotFound unknown(String version) {
        return new NotFound(
                "No release brought a version \"%s\" live; GET /v1/knowledge/versions lists them.".formatted(version));
    }
}
