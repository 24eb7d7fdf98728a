package io.segue.api;

import io.segue.population.Refresh;
import io.segue.population.Refreshes;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for refreshes, and tells how far they are. */
@RestController
@RequestMapping("/v1/refresh")
class RefreshController {
    private final Refreshes refreshes;
    private final Clock clock;

    RefreshController(Refreshes refreshes, Clock clock) {
        this.refreshes = refreshes;
        this.clock = clock;
    }

    /**
     * Decide about everyone. The refresh is queued; the answer does not wait for it. What it finds is seen when it is done.
     *
     * @param asOf the instant as of which to decide, with an offset, not after now; now if missing
     */
    @PostMapping
    ResponseEntity<Refresh> startRefresh(@RequestParam(required = false) @Nullable String asOf) {
        var refresh = refreshes.start(asOf == null ? null : AsOf.read(asOf, clock));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/refresh/" + refresh.id()))
                .body(refresh);
    }

    /** The latest 50 refreshes, latest first. */
    @GetMapping
    List<Refresh> listRefreshes() {
        return refreshes.latest();
    }

    /**
     * How far a refresh is. One whose member is lost is begun anew by another, or by the same after its start: it stays RUNNING, and
     * {@code done} begins again.
     *
     * @param id the refresh's id
     * @throws NotFound when no refresh has the id
     */
    @GetMapping("/{id}")
    Refresh getRefresh(@PathVariable String id) {
        return NumberedId.read(id).flatMap(refreshes::get).orElseThrow(() -> unknown(id));
    }

    /**
     * Cancel a refresh. 200 with one that ended, however it did, 202 with one that is about to.
     *
     * @param id the refresh's id
     * @throws NotFound when no refresh has the id
     */
    @DeleteMapping("/{id}")
    ResponseEntity<Refresh> cancelRefresh(@PathVariable String id) {
        var refresh = NumberedId.read(id).flatMap(refreshes::cancel).orElseThrow(() -> unknown(id));
        return ResponseEntity.status(refresh.ended() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(refresh);
    }

    static NotFound unknown(String id) {
        return new NotFound("No refresh has the id \"%s\". GET /v1/refresh lists the latest.".formatted(id));
    }
}
