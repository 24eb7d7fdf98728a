package io.segue.api;

import io.segue.journal.NotAWriter;
import io.segue.privacy.Erased;
import io.segue.privacy.Erasure;
import io.segue.privacy.Export;
import io.segue.privacy.Exports;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people may ask for. */
@RestController
@RequestMapping("/v1/users/{userId}")
class PersonController {
    private final Erasure erasure;
    private final Exports exports;
    private final Clock clock;

    PersonController(Erasure erasure, Exports exports, Clock clock) {
        this.erasure = erasure;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * All that is kept of a user, as a file. Every event of every id and visit that is the user's, as it was sent, with what is understood
     * and decided of it. Attributes that nobody may be decided by are shown too.
     *
     * @param userId the user, as events name it, or an id merged into it
     * @throws NotFound when no event names the user
     */
    @GetMapping("/export")
    ResponseEntity<Export> exportUser(@PathVariable String userId, HttpServletRequest request) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var export = exports.export(userId, now, Actors.of(request)).orElseThrow(() -> unknown(userId));
        var file = ContentDisposition.attachment()
                .filename(Exports.fileName(userId))
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .cacheControl(CacheControl.noStore())
                .body(export);
    }

    /**
     * Erase a user. Everything that was sent of the person is gone, under every id that was merged and of every visit that is the
     * person's, and all that was made of it. Events that were sent before do not come back by being sent again; new ones begin a new user.
     * One that ends midway is to be asked for again.
     *
     * @param userId the user, as events name it, or an id merged into it; the whole person is erased
     * @throws NotFound when no event names the user, such as when it is erased already
     * @throws NotAWriter when this member may not write, since the others gave it up; another one does it
     */
    @DeleteMapping
    Erased eraseUser(@PathVariable String userId, HttpServletRequest request) {
        return erasure.erase(userId, Actors.of(request)).orElseThrow(() -> unknown(userId));
    }

    private static NotFound unknown(String userId) {
        return new NotFound("No call carries the userId \"%s\".".formatted(userId));
    }
}
