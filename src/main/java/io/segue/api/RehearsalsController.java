package io.segue.api;

import io.segue.publication.Drafts;
import io.segue.publication.Rehearsal;
import io.segue.publication.RehearsalWish;
import io.segue.publication.Rehearsals;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what drafts would change for real users, before anything is live. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class RehearsalsController {
    private static final int MOST_DRAFTS = 50;
    private static final int MOST_USERS = 1_000_000;
    private static final int MOST_DAYS = 28;
    private static final int MOST_SECONDS = 86_400;

    private final Drafts drafts;
    private final Rehearsals rehearsals;

    RehearsalsController(Drafts drafts, Rehearsals rehearsals) {
        this.drafts = drafts;
        this.rehearsals = rehearsals;
    }

    /**
     * Rehearse a draft. It decides about everyone, or a sample, beside the live version; nobody is sent anything. The rehearsal is
     * queued; the answer does not wait for it.
     *
     * @param id the draft's id
     * @throws NotFound when no draft has the id
     * @throws Conflict when a draft was made from something else than what is live, or two are of one table
     * @throws TooMany  when the key asks faster than it may, or too many rehearsals wait already
     */
    @PostMapping("/drafts/{id}/rehearsal")
    ResponseEntity<Rehearsal> startRehearsal(@PathVariable String id, @RequestBody Map<String, Object> wish) {
        var body = new Fields(wish, "with", "asOf", "sample", "days", "timeLimitSeconds");
        var together = new ArrayList<>(List.of(id));
        together.addAll(body.texts("with"));
        if (together.size() > MOST_DRAFTS)
            body.wrong("/with", "has %d ids; expected at most %d".formatted(together.size() - 1, MOST_DRAFTS - 1));
        var asOf = body.instant("asOf");
        var sample = body.whole("sample", 1, MOST_USERS);
        var days = body.whole("days", 1, MOST_DAYS);
        var seconds = body.whole("timeLimitSeconds", 1, MOST_SECONDS);
        body.check();
        if (drafts.get(id).isEmpty()) throw unknownDraft(id);
        var rehearsal = rehearsals.start(
                Rehearsals.keyOf(together),
                drafts.together(together),
                new RehearsalWish(
                        asOf,
                        sample == null ? null : (Integer) sample.intValue(),
                        days == null ? 1 : days.intValue(),
                        seconds == null ? null : Duration.ofSeconds(seconds)));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/rehearsals/" + rehearsal.id()))
                .body(rehearsal);
    }

    /**
     * The latest rehearsal of a draft by itself.
     *
     * @param id the draft's id
     * @throws NotFound when no draft has the id, or it was not rehearsed
     */
    @GetMapping("/drafts/{id}/rehearsal")
    Rehearsal getLatestRehearsal(@PathVariable String id) {
        return rehearsals
                .latest(id)
                .orElseThrow(() -> new NotFound("No rehearsal of a draft \"%s\" was asked for.".formatted(id)));
    }

    /**
     * How far a rehearsal is, and what it found.
     *
     * @param id the rehearsal's id
     * @throws NotFound when no rehearsal has the id
     */
    @GetMapping("/rehearsals/{id}")
    Rehearsal getRehearsal(@PathVariable String id) {
        return NumberedId.read(id).flatMap(rehearsals::get).orElseThrow(() -> unknown(id));
    }

    /**
     * Cancel a rehearsal. 200 with one that ended, however it did, 202 with one that is about to.
     *
     * @param id the rehearsal's id
     * @throws NotFound when no rehearsal has the id
     */
    @DeleteMapping("/rehearsals/{id}")
    ResponseEntity<Rehearsal> cancelRehearsal(@PathVariable String id) {
        var rehearsal = NumberedId.read(id).flatMap(rehearsals::cancel).orElseThrow(() -> unknown(id));
        return ResponseEntity.status(rehearsal.ended() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(rehearsal);
    }

    private static NotFound unknownDraft(String id) {
        return new NotFound("No draft has the id \"%s\".".formatted(id));
    }

    private static NotFound unknown(String id) {
        return new NotFound("No rehearsal has the id \"%s\".".formatted(id));
    }
}
